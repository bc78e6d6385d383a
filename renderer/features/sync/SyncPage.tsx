import { Button, Progress, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconFiles, IconPlugConnected, IconPlugConnectedX, IconRefresh, IconShieldCheck, type Icon } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../app/keyboard.ts';
import { useCan } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice, ProblemNotice } from '../../components/FailureNotice.tsx';
import { formatBytes, formatCount, formatMoment } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Page } from '../../components/Page.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import { type ConnectionKind, describeConnection, type SyncStatus } from './describe-connection.ts';
import { Rejections } from './Rejections.tsx';
import classes from './SyncPage.module.css';

const looks: Record<ConnectionKind, { icon: Icon; tone: 'good' | 'today' | 'late' | 'quiet' }> = {
  online: { icon: IconCloudCheck, tone: 'good' },
  sending: { icon: IconCloudUp, tone: 'good' },
  trying: { icon: IconCloudUp, tone: 'today' },
  offline: { icon: IconCloudOff, tone: 'today' },
  notConfigured: { icon: IconPlugConnectedX, tone: 'quiet' },
  notEnrolled: { icon: IconPlugConnectedX, tone: 'late' },
};

/** What waits, since when, why, and when it is tried again. */
export const SyncPage = () => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const may = useCan();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const status = useQuery(trpc.sync.status.queryOptions(undefined, { refetchInterval: 2_000 }));
  const now = useMutation(trpc.sync.now.mutationOptions({ onSettled: () => void queries.invalidateQueries(trpc.sync.pathFilter()) }));
  const send = (): void => {
    if (!now.isPending) now.mutate();
  };
  const isUsable = status.data !== undefined && status.data.connection !== 'notConfigured';
  useKeys(keyboard, { F12: () => (isUsable ? send() : undefined) });

  return (
    <Page
      title={t('place.sync')}
      width="reading"
      note={status.data ? t('sync.note', { name: status.data.districtName || status.data.level }) : undefined}
      actions={
        isUsable ? (
          <Button leftSection={<IconRefresh size={17} aria-hidden />} rightSection={<KeyHint keys="F12" tone="onAccent" />} disabled={now.isPending} onClick={send}>
            {t('sync.now')}
          </Button>
        ) : null
      }
    >
      {status.error ? <FailureNotice error={status.error} /> : null}
      {now.error ? <FailureNotice error={now.error} onClose={() => now.reset()} /> : null}
      {status.data ? (
        <>
          <State status={status.data} nowMs={clock.now()} />
          {status.data.connection === 'notConfigured' || status.data.connection === 'notEnrolled' ? may('sync.enrol') ? <EnrolForm level={status.data.level} /> : <p className={classes.quiet}>{t('sync.enrol.whoMay')}</p> : null}
          {may('sync.rejections') ? <Rejections level={status.data.level} /> : null}
        </>
      ) : status.isPending ? (
        <Waiting>{t('sync.loading')}</Waiting>
      ) : null}
    </Page>
  );
};

const State = ({ status, nowMs }: { status: SyncStatus; nowMs: number }) => {
  const { t } = useTranslation();
  const { kind, line } = describeConnection(t, status, nowMs);
  const { icon: StateIcon, tone } = looks[kind];
  return (
    <section className={classes.state} data-tone={tone} aria-label={t('sync.state')} data-section>
      <div className={classes.line}>
        <StateIcon size={26} stroke={1.6} aria-hidden />
        <p role="status">{line}</p>
      </div>
      <dl className={classes.facts}>
        <Fact icon={IconCloudUp} label={t('sync.pendingEvents')} value={formatCount(status.pendingEvents)}>
          {status.oldestPendingAt === null ? t('sync.nothingWaits') : t('sync.oldest', { at: formatMoment(status.oldestPendingAt, nowMs) })}
        </Fact>
        <Fact icon={IconFiles} label={t('sync.pendingFiles')} value={formatCount(status.pendingFiles)}>
          {status.pendingFiles === 0 ? t('sync.nothingWaits') : formatBytes(status.pendingBytes)}
        </Fact>
        <Fact icon={IconPlugConnected} label={t('sync.lastContact')} value={status.lastContactAt === null ? t('sync.never') : formatMoment(status.lastContactAt, nowMs)}>
          {status.nextTryAt === undefined ? '' : t('sync.nextTry', { at: formatMoment(status.nextTryAt, nowMs) })}
        </Fact>
        <Fact icon={IconShieldCheck} label={t('sync.safe')} value={t('sync.safeValue')}>
          {t('sync.safeText')}
        </Fact>
      </dl>
      {status.transfer ? (
        <div className={classes.transfer}>
          <Progress value={status.transfer.percent} aria-label={t('sync.transfer', { percent: status.transfer.percent })} />
          <span>{t('sync.transfer', { percent: status.transfer.percent })}</span>
        </div>
      ) : null}
      {status.waitingReason ? <ProblemNotice problem={status.waitingReason} isWaiting /> : null}
    </section>
  );
};

const Fact = ({ icon: FactIcon, label, value, children }: { icon: Icon; label: string; value: string; children: string }) => (
  <div>
    <dt>
      <FactIcon size={16} aria-hidden /> {label}
    </dt>
    <dd>
      <strong>{value}</strong>
      <span>{children}</span>
    </dd>
  </div>
);

/** Makes this desk known to the district, with a code that serves once. */
const EnrolForm = ({ level }: { level: string }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [url, setUrl] = useState('');
  const [enrolmentCode, setEnrolmentCode] = useState('');
  const [hasTried, setTried] = useState(false);
  const enrol = useMutation(trpc.sync.enrol.mutationOptions({ onSuccess: () => void queries.invalidateQueries(trpc.sync.pathFilter()) }));
  const isUrl = /^https?:\/\/\S+$/.test(url.trim());
  const hasCode = enrolmentCode.trim() !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isUrl && hasCode && !enrol.isPending) enrol.mutate({ url: url.trim(), enrolmentCode: enrolmentCode.trim() });
  };
  return (
    <Panel title={t('sync.enrol.title', { level })}>
      <form className={classes.enrol} onSubmit={submit} data-fields="form" noValidate>
        <p className={classes.quiet}>{t('sync.enrol.text', { level })}</p>
        <TextInput label={t('district.url')} placeholder="https://" withAsterisk value={url} error={hasTried && !isUrl ? t('setup.fault.url') : undefined} onChange={(event) => setUrl(event.currentTarget.value)} />
        <TextInput
          label={t('district.enrolmentCode')}
          withAsterisk
          autoComplete="off"
          value={enrolmentCode}
          error={hasTried && !hasCode ? t('setup.fault.required') : undefined}
          onChange={(event) => setEnrolmentCode(event.currentTarget.value)}
        />
        <Button type="submit" disabled={enrol.isPending}>
          {enrol.isPending ? t('sync.enrol.busy') : t('sync.enrol.submit')}
        </Button>
      </form>
      {enrol.error ? <FailureNotice error={enrol.error} onClose={() => enrol.reset()} /> : null}
    </Panel>
  );
};
