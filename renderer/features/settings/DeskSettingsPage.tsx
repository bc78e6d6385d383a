import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Waiting } from '../../components/Words.tsx';
import { BankAccountPart } from './BankAccountPart.tsx';
import { CustomsPart } from './CustomsPart.tsx';
import classes from './DeskSettingsPage.module.css';
import { ScannerFoldersPart } from './ScannerFoldersPart.tsx';
import { UnitPart } from './UnitPart.tsx';

export type Settings = Outputs['settings']['view'];
export type PartProps = { settings: Settings; isReadOnly: boolean };

/** Everybody sees what this desk is set to; an administrator changes it. */
export const DeskSettingsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const may = useCan();
  const settings = useQuery(trpc.settings.view.queryOptions());
  const isReadOnly = !may('settings.change');
  const title = t('settings.desk.title');
  if (!settings.data) return <Page title={title}>{settings.error ? <FailureNotice error={settings.error} /> : <Waiting>{t('settings.loading')}</Waiting>}</Page>;
  const props = { settings: settings.data, isReadOnly };
  return (
    <Page title={title} note={isReadOnly ? t('settings.readOnly') : t('settings.desk.fact', { number: settings.data.deskNumber, name: settings.data.unit.name })}>
      <div className={classes.columns}>
        <div>
          <UnitPart {...props} />
          <ScannerFoldersPart {...props} />
        </div>
        <div>
          <CustomsPart {...props} />
          <BankAccountPart {...props} />
        </div>
      </div>
    </Page>
  );
};
