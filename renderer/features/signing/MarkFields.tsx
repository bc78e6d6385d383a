import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../settings/DeskSettingsPage.module.css';
import markClasses from './MarkFields.module.css';
import type { FieldsProps } from './SigningSettingsPage.tsx';

/** What stands on the page, with a sample of it as it will look. */
export const MarkFields = ({ settings, put }: FieldsProps) => {
  const { t } = useTranslation();
  const agency = settings.sealAgency.trim() || settings.unitName;
  return (
    <>
      <p className={classes.note}>{t('signing.settings.markText')}</p>
      <TextInput label={t('signing.settings.sealTitle')} maxLength={100} value={settings.sealTitle} onChange={(event) => put({ sealTitle: event.currentTarget.value })} />
      <TextInput label={t('signing.settings.sealAgency')} placeholder={settings.unitName} maxLength={300} value={settings.sealAgency} onChange={(event) => put({ sealAgency: event.currentTarget.value })} />
      <div className={markClasses.sample} aria-label={t('signing.settings.sample')} role="img">
        {settings.sealTitle.trim() === '' ? null : <span>{settings.sealTitle}</span>}
        <span>{t('signing.settings.sampleAgency', { agency })}</span>
        <span>{t('signing.settings.sampleTime')}</span>
      </div>
    </>
  );
};
