import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { IconBell, IconDeviceDesktop, IconPlugConnected, IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../../renderer/app/services.ts';
import { FailureNotice } from '../../../../renderer/components/FailureNotice.tsx';
import { formatCount, formatMoment } from '../../../../renderer/components/format.ts';
import { Page } from '../../../../renderer/components/Page.tsx';
import { Panel } from '../../../../renderer/components/Panel.tsx';
import { PeriodBar } from '../../../../renderer/components/PeriodBar.tsx';
import { Empty, Waiting } from '../../../../renderer/components/Words.tsx';
import { useMay } from '../../app/me.ts';
import { usePeriod } from '../../app/period.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { FieldBars } from '../../components/FieldBars.tsx';
import { SyncMark } from '../../components/SyncMark.tsx';
import { Tiles } from '../../components/Tiles.tsx';
import { type DossierRow, DossierTable } from '../dossiers/DossierTable.tsx';
import { ListTabs } from '../dossiers/ListTabs.tsx';
import { SendReminderDialog } from '../reminders/SendReminderDialog.tsx';
import classes from './CommunePage.module.css';
import { EnrolDialog } from './EnrolDialog.tsx';

type Commune = Outputs['overview']['communes']['communes'][number];

/** One commune: its figures, the dossiers behind them, and whether its desks have been heard of. */
export const CommunePage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { period, today, choose } = usePeriod();
  const { agencyCode } = useParams({ from: '/communes/$agencyCode' });
  const { list = 'openOverdue', field } = useSearch({ from: '/communes/$agencyCode' });
  const overview = useQuery(trpc.overview.communes.queryOptions(period, { placeholderData: keepPreviousData }));
  const fields = useQuery(trpc.overview.fields.queryOptions({ ...period, agencyCode }, { placeholderData: keepPreviousData }));
  const [chosen, setChosen] = useState<ReadonlyMap<string, DossierRow>>(new Map());
  const [asked, setAsked] = useState<'reminder' | 'code'>();
  const commune = overview.data?.communes.find((other) => other.agencyCode === agencyCode);
  const error = overview.error ?? fields.error;
  const toggle = (row: DossierRow): void =>
    setChosen((before) => {
      const after = new Map(before);
      if (!after.delete(row.id)) after.set(row.id, row);
      return after;
    });

  if (overview.data && !commune) {
    return (
      <Page title={agencyCode}>
        <Empty title={t('commune.unknown')}>{t('commune.unknownHint')}</Empty>
      </Page>
    );
  }
  return (
    <Page
      title={commune?.unitName ?? ''}
      note={field === undefined ? agencyCode : t('commune.onlyField', { field })}
      actions={
        <>
          {may('officers.list') ? (
            <Button variant="default" leftSection={<IconUsersGroup size={17} aria-hidden />} onClick={() => void navigate({ to: '/officers', search: { agencyCode } })}>
              {t('consolePlace.officers')}
            </Button>
          ) : null}
          {may('desks.issueCode') ? (
            <Button variant="default" leftSection={<IconPlugConnected size={17} aria-hidden />} onClick={() => setAsked('code')}>
              {t('enrol.desk')}
            </Button>
          ) : null}
          {may('reminders.send') ? (
            <Button leftSection={<IconBell size={17} aria-hidden />} onClick={() => setAsked('reminder')}>
              {chosen.size === 0 ? t('remind.send') : t('remind.sendAbout', { n: chosen.size })}
            </Button>
          ) : null}
        </>
      }
    >
      <PeriodBar usual={['month', 'lastMonth', 'quarter', 'year']} period={period} today={today} onChoose={choose} />
      {error ? <FailureNotice error={error} /> : null}
      {commune ? <Tiles figures={commune} scope={{ agencyCode }} /> : error ? null : <Waiting>{t('overview.loading')}</Waiting>}
      {commune ? (
        <div className={classes.columns}>
          <div className={classes.dossiers}>
            {may('dossiers.list') ? (
              <>
                <ListTabs list={list} />
                <DossierTable key={`${list} ${field}`} list={list} agencyCode={agencyCode} field={field} {...(may('reminders.send') && { chosen: { ids: new Set(chosen.keys()), onToggle: toggle } })} />
              </>
            ) : (
              <Empty title={t('dossiers.notForYou')} />
            )}
          </div>
          <div className={classes.side}>
            <Desks desks={commune.desks} />
            {fields.data ? <FieldBars fields={fields.data.fields} agencyCode={agencyCode} /> : null}
          </div>
        </div>
      ) : null}
      {asked === 'reminder' && commune ? (
        <SendReminderDialog
          commune={commune}
          dossiers={[...chosen.values()]}
          onSent={() => {
            setChosen(new Map());
            setAsked(undefined);
          }}
          onClose={() => setAsked(undefined)}
        />
      ) : null}
      {asked === 'code' && commune ? <EnrolDialog commune={commune} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
};

const Desks = ({ desks }: Pick<Commune, 'desks'>) => {
  const { t } = useTranslation();
  const { clock } = useServices();
  const now = clock.now();
  const working = desks.filter(({ isRetired }) => !isRetired);
  return (
    <Panel title={t('commune.desks')}>
      {working.length === 0 ? <p className={classes.quiet}>{t('commune.noDesk')}</p> : null}
      <ul className={classes.desks}>
        {working.map(({ deskId, number, seenAt, receivedAt, acknowledged }) => (
          <li key={deskId}>
            <IconDeviceDesktop size={18} stroke={1.6} aria-hidden />
            <strong>{t('frame.desk', { number: number ?? 0 })}</strong>
            <SyncMark seenAt={seenAt} />
            <span className={classes.under}>
              {receivedAt === null ? t('commune.nothingReceived') : t('commune.received', { n: formatCount(acknowledged), at: formatMoment(receivedAt, now) })}
            </span>
          </li>
        ))}
      </ul>
      {working.length === 0 ? null : <p className={classes.note}>{t('commune.unsentUnknown')}</p>}
    </Panel>
  );
};
