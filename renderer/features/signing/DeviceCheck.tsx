import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconPlugConnected } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import classes from '../settings/DeskSettingsPage.module.css';
import { DeviceList } from './DeviceList.tsx';

/** Whether the devices that are set can be seen, before the first citizen waits for it. */
export const DeviceCheck = () => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const look = useMutation(trpc.signing.tokens.mutationOptions());
  return (
    <Panel title={t('signing.check.title')}>
      <div className={classes.folders}>
        <p className={classes.note}>{t('signing.check.text')}</p>
        {look.isPending ? <Waiting>{t('signing.looking')}</Waiting> : null}
        {look.error ? <FailureNotice error={look.error} /> : null}
        {look.data?.state === 'noSource' ? <p className={classes.note}>{t('signing.check.noSource')}</p> : null}
        {look.data?.state === 'noToken' ? <p className={classes.note}>{t('signing.plugIn')}</p> : null}
        {look.data?.sources.map(({ path, problem }) => <ProblemNotice key={path} problem={problem} isWaiting />)}
        {look.data && look.data.tokens.length > 0 ? <DeviceList tokens={look.data.tokens} kind="seal" chosen={undefined} onChoose={() => undefined} /> : null}
        <div>
          <Button variant="default" leftSection={<IconPlugConnected size={16} aria-hidden />} disabled={look.isPending} onClick={() => look.mutate()}>
            {t('signing.check.look')}
          </Button>
        </div>
      </div>
    </Panel>
  );
};
