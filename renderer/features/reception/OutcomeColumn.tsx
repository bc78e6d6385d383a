import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconCalendarDue, IconFileCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../app/trpc.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { formatDate, formatTime, weekday } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import { Waiting } from '../../components/Words.tsx';
import { DueWhy } from './DueWhy.tsx';
import type { FormFaults, ReceptionForm } from './form.ts';
import classes from './ReceptionPage.module.css';

type OutcomeColumnProps = {
  form: ReceptionForm;
  faults: FormFaults;
  isBusy: boolean;
  error: unknown;
  edit: (change: (form: ReceptionForm) => ReceptionForm) => void;
  onReceive: () => void;
  onForgetError: () => void;
};

const channels = ['direct', 'online', 'postal'] as const;
const returnMethods = ['desk', 'postal', 'electronic'] as const;

export const OutcomeColumn = ({ form, faults, isBusy, error, edit, onReceive, onForgetError }: OutcomeColumnProps) => {
  const { t } = useTranslation();
  const count = Object.keys(faults).length;
  return (
    <Panel
      title={t('reception.outcome')}
      className={classes.outcome}
      footer={
        <div className={classes.commit}>
          {error ? <FailureNotice error={error} onClose={onForgetError} /> : null}
          {count > 0 ? (
            <p className={classes.fault} role="alert">
              {t('form.faults', { n: count })}
            </p>
          ) : null}
          <Button
            size="md"
            fullWidth
            data-main-action
            disabled={isBusy}
            leftSection={<IconFileCheck size={18} aria-hidden />}
            rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />}
            onClick={onReceive}
          >
            {isBusy ? t('reception.receiving') : t('reception.receive')}
          </Button>
        </div>
      }
    >
      <Due procedureId={form.procedureId} />
      <TextInput
        className={classes.line}
        label={t('dossier.fee')}
        inputMode="numeric"
        maxLength={20}
        placeholder={t('fee.byProvince')}
        rightSection={<span aria-hidden>đ</span>}
        value={form.fee}
        error={faults.fee && t(`reception.fault.${faults.fee}`)}
        onChange={(event) => {
          const { value } = event.currentTarget;
          edit((now) => ({ ...now, fee: value }));
        }}
      />
      <Choice label={t('dossier.channel')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('dossier.channel')}
          value={form.channel}
          data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          onChange={(channel) => edit((now) => ({ ...now, channel: channel as (typeof channels)[number] }))}
        />
      </Choice>
      <Choice label={t('dossier.returnMethod')}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('dossier.returnMethod')}
          value={form.returnMethod}
          data={returnMethods.map((value) => ({ value, label: t(`returnMethod.${value}`) }))}
          onChange={(returnMethod) => edit((now) => ({ ...now, returnMethod: returnMethod as (typeof returnMethods)[number] }))}
        />
      </Choice>
      <TextInput
        className={classes.line}
        label={t('dossier.note')}
        maxLength={2000}
        value={form.note}
        onChange={(event) => {
          const { value } = event.currentTarget;
          edit((now) => ({ ...now, note: value }));
        }}
      />
    </Panel>
  );
};

const Choice = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.choice}>
    <span className={classes.choiceLabel} aria-hidden>
      {label}
    </span>
    {children}
  </div>
);

const Due = ({ procedureId }: { procedureId: string | null }) => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  // The due date moves with the hour (the 15:00 rule), so an open reception asks again.
  const due = useQuery(trpc.reception.deadline.queryOptions({ procedureId: procedureId ?? '' }, { enabled: procedureId !== null, staleTime: 0, refetchInterval: 60_000 }));
  if (procedureId === null) {
    return (
      <div className={classes.due} data-empty>
        <IconCalendarDue size={22} aria-hidden />
        <span>{t('due.afterProcedure')}</span>
      </div>
    );
  }
  if (due.error) return <FailureNotice error={due.error} />;
  if (!due.data) return <Waiting>{t('due.reckoning')}</Waiting>;
  const { dueAt, limitText, steps, warnings } = due.data;
  return (
    <div className={classes.due}>
      <span className={classes.dueLabel}>{t('due.title')}</span>
      <span className={classes.dueDate} data-testid="due-date">
        {t(`weekday.${weekday(dueAt)}`)}, {formatDate(dueAt)}
      </span>
      <span className={classes.dueLimit}>
        {t('due.before', { time: formatTime(dueAt) })} · {limitText}
      </span>
      {warnings.map(({ year }) => (
        <span key={year} className={classes.dueWarning}>
          <IconAlertTriangle size={15} aria-hidden />
          {t('warning.deadline.yearUnknown', { year })}
        </span>
      ))}
      <DueWhy steps={steps} />
    </div>
  );
};
