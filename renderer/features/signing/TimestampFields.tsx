import { Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../settings/DeskSettingsPage.module.css';
import type { FieldsProps } from './SigningSettingsPage.tsx';

/** Whose clock says when, and whose certificates are believed. */
export const TimestampFields = ({ settings, put }: FieldsProps) => {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('signing.settings.timestampUrl')}
        description={t('signing.settings.timestampText')}
        inputMode="url"
        spellCheck={false}
        maxLength={500}
        value={settings.timestampUrl}
        onChange={(event) => put({ timestampUrl: event.currentTarget.value })}
      />
      <Switch
        label={t('signing.settings.timestampRequired')}
        description={t('signing.settings.timestampRequiredText')}
        checked={settings.isTimestampRequired}
        disabled={settings.timestampUrl.trim() === ''}
        onChange={(event) => put({ isTimestampRequired: event.currentTarget.checked })}
      />
      <TextInput
        label={t('signing.settings.roots')}
        description={t('signing.settings.rootsText')}
        spellCheck={false}
        maxLength={1000}
        value={settings.trustedRootsFolder}
        onChange={(event) => put({ trustedRootsFolder: event.currentTarget.value })}
      />
      <p className={classes.note}>{t('signing.settings.revocation')}</p>
    </>
  );
};
