import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import pageClasses from '../settings/DeskSettingsPage.module.css';
import { SaveLine } from '../settings/SaveLine.tsx';
import { DeviceCheck } from './DeviceCheck.tsx';
import { MarkFields } from './MarkFields.tsx';
import { PathList } from './PathList.tsx';
import { TimestampFields } from './TimestampFields.tsx';

export type SigningSettings = Outputs['signing']['settings'];
export type Typed = Partial<Omit<SigningSettings, 'unitName'>>;
export type FieldsProps = { settings: SigningSettings; put: (typed: Typed) => void };

/** Devices, time-stamps, the mark and whom to trust: set once by the administrator. */
export const SigningSettingsPage = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const settings = useQuery(trpc.signing.settings.queryOptions());
  const title = t('signing.settings.title');
  if (!settings.data) return <Page title={title}>{settings.error ? <FailureNotice error={settings.error} /> : <Waiting>{t('settings.loading')}</Waiting>}</Page>;
  const { data } = settings;
  return (
    <Page title={title} note={t('signing.settings.lead')}>
      <div className={pageClasses.columns}>
        <div>
          <Part title={t('signing.settings.devices')} settings={data}>
            {(props) => (
              <>
                <PathList
                  label={t('signing.settings.modules')}
                  text={t('signing.settings.modulesText')}
                  add={t('signing.settings.addModule')}
                  paths={props.settings.modules}
                  onChange={(modules) => props.put({ modules })}
                />
                <PathList
                  label={t('signing.settings.keyFiles')}
                  text={t('signing.settings.keyFilesText')}
                  add={t('signing.settings.addKeyFile')}
                  paths={props.settings.keyFiles}
                  onChange={(keyFiles) => props.put({ keyFiles })}
                />
              </>
            )}
          </Part>
          <DeviceCheck />
        </div>
        <div>
          <Part title={t('signing.settings.mark')} settings={data}>
            {(props) => <MarkFields {...props} />}
          </Part>
          <Part title={t('signing.settings.trust')} settings={data}>
            {(props) => <TimestampFields {...props} />}
          </Part>
        </div>
      </div>
    </Page>
  );
};

type PartProps = { title: string; settings: SigningSettings; children: (props: FieldsProps) => ReactNode };

/** One part that is saved by itself. */
const Part = ({ title, settings, children }: PartProps) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { clock } = useServices();
  const [typed, setTyped] = useState<Typed>({});
  const [savedAt, setSavedAt] = useState<number>();
  const change = useMutation(
    trpc.signing.change.mutationOptions({
      onMutate: () => setSavedAt(undefined),
      onSuccess: (view) => {
        queries.setQueryData(trpc.signing.settings.queryKey(), view);
        setTyped({});
        setSavedAt(clock.now());
      },
    }),
  );
  const tidy = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, Array.isArray(value) ? value.map((path) => path.trim()).filter(Boolean) : typeof value === 'string' ? value.trim() : value])) as Typed;
  const isChanged = Object.entries(tidy).some(([name, value]) => JSON.stringify(value) !== JSON.stringify(settings[name as keyof SigningSettings]));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !change.isPending) change.mutate(tidy);
  };
  return (
    <Panel title={title}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <div className={pageClasses.folders}>{children({ settings: { ...settings, ...typed }, put: (more) => setTyped((now) => ({ ...now, ...more })) })}</div>
        <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} isChanged={isChanged} />
      </form>
    </Panel>
  );
};
