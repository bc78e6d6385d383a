import { Modal, NativeSelect, Radio, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { extendDeadline } from '../../../domain/calendar/deadline.ts';
import { workingDays } from '../../../domain/calendar/working-days.ts';
import { isRealDate, localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useMe } from '../../app/me.ts';
import { useServices } from '../../app/services.ts';
import { type Outputs, useTRPC } from '../../app/trpc.ts';
import { DialogActions } from '../../components/DialogActions.tsx';
import { formatDate, parseTypedDate, weekday } from '../../components/format.ts';
import { type DossierView, extensionsOf } from './dossier-view.ts';
import classes from './ExtendDialog.module.css';
import { useRefresh } from './use-refresh.ts';

type Unit = 'working-day' | 'day' | 'hour';
type Until = { date: string } | { value: number; unit: Unit };
type Calendar = Outputs['calendar']['view'];

type ExtendDialogProps = {
  view: DossierView;
  /** Only prepared: the date stays until the head has signed. */
  isDraft?: boolean;
  onDone: (formId: string | undefined) => void;
  onClose: () => void;
};

/** An apology and a new date; both dates are in sight before the letter is made out. What was drafted is there to be signed. */
export const ExtendDialog = ({ view, isDraft = false, onDone, onClose }: ExtendDialogProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const trpc = useTRPC();
  const refresh = useRefresh();
  const calendar = useQuery(trpc.calendar.view.queryOptions());
  const { officer } = useMe();
  const { state, maxExtensions } = view;
  const drafted = isDraft ? undefined : state.apologyDraft;
  const [way, setWay] = useState<'more' | 'date'>(drafted ? 'date' : 'more');
  const [value, setValue] = useState('3');
  const [unit, setUnit] = useState<Unit>('working-day');
  const [date, setDate] = useState(drafted ? formatDate(drafted.dueAt) : '');
  const [reason, setReason] = useState(drafted?.reason ?? '');
  const [signedBy, setSignedBy] = useState(officer.roles.includes('approver') ? officer.fullName : '');
  const [hasTried, setTried] = useState(false);
  const extend = useMutation(
    trpc.dossier.extend.mutationOptions({
      onSuccess: ({ formId }) => {
        refresh();
        onDone(formId);
      },
    }),
  );
  const draft = useMutation(
    trpc.dossier.draftApology.mutationOptions({
      onSuccess: () => {
        refresh();
        onDone(undefined);
      },
    }),
  );
  const { isPending, error } = isDraft ? draft : extend;
  const left = maxExtensions - extensionsOf(state) - 1;
  const until = untilOf(way, value, unit, date);
  // Drafted to the hour, perhaps; a day alone would be another promise.
  const isAsDrafted = drafted !== undefined && way === 'date' && date === formatDate(drafted.dueAt);
  const newDueAt = isAsDrafted ? drafted.dueAt : until && calendar.data && dateOf(state, until, calendar.data);
  const commit = (): void => {
    setTried(true);
    if (isPending || until === undefined || reason.trim() === '') return;
    if (isDraft) draft.mutate({ id: state.id, until, reason: reason.trim() });
    else extend.mutate({ id: state.id, ...(!isAsDrafted && { until }), reason: reason.trim(), signedBy: signedBy.trim() });
  };
  useKeys(keyboard, { 'Ctrl+Enter': commit }, { isModal: true });

  return (
    <Modal opened onClose={onClose} title={t(isDraft ? 'apology.draft' : 'extend.title')} size={560} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <Stack gap="sm">
        <Text c="dimmed">{isDraft ? t('apology.draftText') : left === 0 ? t('extend.textLast') : t('extend.text', { left })}</Text>
        <div className={classes.dates} role="status">
          <span>
            {t('extend.old')} <strong>{formatDate(state.dueAt)}</strong>
          </span>
          <span aria-hidden>→</span>
          <span>
            {t('extend.new')}{' '}
            <strong>{newDueAt === undefined ? t('extend.unknown') : `${t(`weekday.${weekday(newDueAt)}`)}, ${formatDate(newDueAt)}`}</strong>
          </span>
        </div>
        <Radio.Group value={way} onChange={(chosen) => setWay(chosen as 'more' | 'date')} aria-label={t('extend.new')}>
          <div className={classes.ways}>
            <Radio value="more" label={t('extend.more')} />
            <TextInput aria-label={t('extend.amount')} inputMode="numeric" maxLength={3} disabled={way !== 'more'} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
            <NativeSelect
              aria-label={t('extend.unit')}
              disabled={way !== 'more'}
              value={unit}
              data={(['working-day', 'day', 'hour'] as const).map((option) => ({ value: option, label: t(`extend.unit.${option}`) }))}
              onChange={(event) => setUnit(event.currentTarget.value as Unit)}
            />
            <Radio value="date" label={t('extend.until')} />
            <TextInput
              className={classes.date}
              aria-label={t('extend.until')}
              placeholder={t('form.datePlaceholder')}
              inputMode="numeric"
              maxLength={10}
              disabled={way !== 'date'}
              value={date}
              onChange={(event) => setDate(event.currentTarget.value)}
            />
          </div>
        </Radio.Group>
        {until === undefined && hasTried ? (
          <Text c="red" role="alert">
            {t('extend.malformed')}
          </Text>
        ) : null}
        <Textarea
          label={t('extend.reason')}
          withAsterisk
          autosize
          minRows={2}
          maxRows={6}
          maxLength={2000}
          data-autofocus
          value={reason}
          error={hasTried && reason.trim() === '' ? t('reason.missing') : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {isDraft ? null : <TextInput label={t('extend.signedBy')} placeholder={t('extend.signedByExample')} maxLength={300} value={signedBy} onChange={(event) => setSignedBy(event.currentTarget.value)} />}
        <DialogActions confirm={t(isDraft ? 'apology.draftConfirm' : drafted ? 'apology.sign' : 'extend.confirm')} isBusy={isPending} error={error} onConfirm={commit} onClose={onClose} />
      </Stack>
    </Modal>
  );
};

const untilOf = (way: 'more' | 'date', value: string, unit: Unit, date: string): Until | undefined => {
  if (way === 'more') return /^[1-9]\d{0,2}$/.test(value.trim()) && Number(value) <= 365 ? { value: Number(value), unit } : undefined;
  const day = parseTypedDate(date);
  return day !== undefined && isRealDate(day) ? { date: day } : undefined;
};

/** As the desk will reckon it; undefined for a day on which nothing can be due, or that is not later. */
const dateOf = ({ dueAt, procedure }: DossierView['state'], until: Until, { years, hours }: Calendar): number | undefined => {
  const calendar = { years, hours };
  const days = workingDays(calendar, procedure.field);
  const chosen = 'date' in until ? days.closingOf(until.date) : extendDeadline({ dueAt, field: procedure.field, calendar }, until);
  return chosen > dueAt && days.isDueDay(localDate(chosen)) ? chosen : undefined;
};
