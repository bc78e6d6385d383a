import { Group, Radio, Stack, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type LocalDate, weekdayOf } from '../../../domain/time.ts';
import { formatDate, weekday } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { describeDay } from './describe-day.ts';
import { areHoursWrong, mayWork, nameNearby, type SpecialDay, usualHalf, type YearDraft } from './year-draft.ts';

type DayEditorProps = {
  date: LocalDate;
  day: SpecialDay | undefined;
  draft: YearDraft;
  canEdit: boolean;
  nameRef: Ref<HTMLInputElement>;
  onChange: (day: SpecialDay | undefined) => void;
};

/** The day that is chosen: what it is, and why. */
export const DayEditor = ({ date, day, draft, canEdit, nameRef, onChange }: DayEditorProps) => {
  const { t } = useTranslation();
  const usual = weekdayOf(date) >= 6 ? 'weekend' : 'usual';
  const kinds = ([usual, 'off', 'half', 'working'] as const).filter((kind) => (kind === 'half' ? usual === 'usual' || mayWork(date) : kind !== 'working' || mayWork(date)));
  const change = (kind: string): void => {
    const name = day?.name ?? nameNearby(draft, date);
    onChange(kind === 'half' ? { kind, name, hours: usualHalf() } : kind === 'off' || kind === 'working' ? { kind, name } : undefined);
  };
  return (
    <Panel title={`${t(`weekday.${weekday(date)}`)}, ${formatDate(date)}`}>
      {canEdit ? (
        <Stack gap="xs">
          <Radio.Group aria-label={t('calendar.dayIs')} value={day?.kind ?? usual} onChange={change}>
            <Stack gap={6}>
              {kinds.map((kind) => (
                <Radio key={kind} value={kind} label={t(`calendar.kind.${kind}`)} />
              ))}
            </Stack>
          </Radio.Group>
          {day ? (
            <TextInput
              ref={nameRef}
              label={t('calendar.dayName')}
              placeholder={t(`calendar.dayName.${day.kind}`)}
              withAsterisk
              maxLength={300}
              value={day.name}
              error={day.name.trim() === '' ? t('calendar.nameless') : undefined}
              onChange={(event) => onChange({ ...day, name: event.currentTarget.value })}
            />
          ) : null}
          {day?.kind === 'half' ? <HalfHours day={day} onChange={onChange} /> : null}
        </Stack>
      ) : (
        <span>{day ? describeDay(t, day) : t(`calendar.kind.${usual}`)}</span>
      )}
    </Panel>
  );
};

type HalfDay = Extract<SpecialDay, { kind: 'half' }>;

/** In which hours the desk is open on this day: morning, afternoon, or part of either. */
const HalfHours = ({ day, onChange }: { day: HalfDay; onChange: (day: HalfDay) => void }) => {
  const { t } = useTranslation();
  const isWrong = areHoursWrong(day);
  return (
    <>
      {day.hours.map((span, index) => {
        const half = t(index === 0 ? 'hours.morning' : 'hours.afternoon');
        return (
          <Group key={index} gap="xs" grow>
            {(['from', 'to'] as const).map((part) => (
              <TextInput
                key={part}
                size="xs"
                inputMode="numeric"
                maxLength={5}
                label={part === 'from' ? half : ' '}
                placeholder={t('hours.closed')}
                aria-label={t(`hours.${part}`, { day: t('calendar.kind.half'), half })}
                value={span[part]}
                error={isWrong}
                onChange={(event) => onChange({ ...day, hours: day.hours.with(index, { ...span, [part]: event.currentTarget.value }) })}
              />
            ))}
          </Group>
        );
      })}
      {isWrong ? <em role="alert">{t('hours.wrong')}</em> : null}
    </>
  );
};
