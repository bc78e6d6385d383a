import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCheck, IconFolderOpen, IconPlus, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { Mark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import type { PartProps } from './DeskSettingsPage.tsx';
import classes from './DeskSettingsPage.module.css';
import { SaveLine } from './SaveLine.tsx';
import { useSettingsChange } from './use-settings.ts';

/** Where scanners put their files. The desk watches a new folder as soon as it is saved. */
export const ScannerFoldersPart = ({ settings, isReadOnly }: PartProps) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const may = useCan();
  const { host } = useServices();
  const about = useQuery({ queryKey: ['host', 'about'], queryFn: () => host.about(), staleTime: Infinity });
  const watched = useQuery(trpc.digitisation.folders.queryOptions(undefined, { enabled: may('digitisation.folders') }));
  const [typed, setTyped] = useState<string[]>();
  const folders = typed ?? settings.scannerFolders;
  const { change, savedAt } = useSettingsChange(() => setTyped(undefined));
  const put = (at: number, path: string): void => setTyped(folders.map((folder, index) => (index === at ? path : folder)));
  const wanted = folders.map((folder) => folder.trim()).filter(Boolean);
  const isChanged = JSON.stringify(wanted) !== JSON.stringify(settings.scannerFolders);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isChanged && !change.isPending) change.mutate({ scannerFolders: wanted });
  };
  return (
    <Panel title={t('settings.folders.title')}>
      <form onSubmit={submit} data-fields="form" noValidate>
        <div className={classes.folders}>
          <p className={classes.note}>{t('settings.folders.text')}</p>
          {folders.length === 0 ? <p className={classes.note}>{t('settings.folders.none')}</p> : null}
          {folders.map((folder, at) => {
            const status = watched.data?.find(({ path }) => path === folder);
            return (
              <div key={at}>
                <div className={classes.folder}>
                  <TextInput label={t('settings.folders.path', { n: at + 1 })} readOnly={isReadOnly} spellCheck={false} maxLength={1000} value={folder} onChange={(event) => put(at, event.currentTarget.value)} />
                  {about.data?.can.chooseFolder && !isReadOnly ? (
                    <ActionIcon
                      variant="default"
                      size={34}
                      aria-label={t('settings.folders.choose')}
                      onClick={() =>
                        void host.chooseFolder().then((chosen) => {
                          if (chosen !== undefined) put(at, chosen);
                        })
                      }
                    >
                      <IconFolderOpen size={17} />
                    </ActionIcon>
                  ) : null}
                  {isReadOnly ? null : (
                    <ActionIcon variant="default" size={34} aria-label={t('settings.folders.remove', { n: at + 1 })} onClick={() => setTyped(folders.filter((_, index) => index !== at))}>
                      <IconTrash size={17} />
                    </ActionIcon>
                  )}
                </div>
                {status === undefined ? null : (
                  <div className={classes.folderState}>
                    <Mark tone={status.isReachable ? 'good' : 'late'} icon={status.isReachable ? IconCheck : IconAlertTriangle}>
                      {t(status.isReachable ? 'settings.folders.watched' : 'settings.folders.lost')}
                    </Mark>
                  </div>
                )}
              </div>
            );
          })}
          {isReadOnly || folders.length >= 20 ? null : (
            <div>
              <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setTyped([...folders, ''])}>
                {t('settings.folders.add')}
              </Button>
            </div>
          )}
        </div>
        {isReadOnly ? null : <SaveLine error={change.error} isBusy={change.isPending} savedAt={savedAt} isChanged={isChanged} />}
      </form>
    </Panel>
  );
};
