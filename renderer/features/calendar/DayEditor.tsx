import { Radio, Stack, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { type LocalDate, weekdayOf } from '../../../domain/time.ts';
import { formatDate, weekday } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import { mayWork, nameNearby, type SpecialDay, type YearDraft } from './year-draft.ts';

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
  const kinds = [usual, 'off', ...(mayWork(date) ? ['working'] : [])] as ('usual' | 'weekend' | 'off' | 'working')[];
  const change = (kind: string): void => onChange(kind === 'off' || kind === 'working' ? { kind, name: day?.name ?? nameNearby(draft, date) } : undefined);
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
              placeholder={t(day.kind === 'off' ? 'calendar.dayName.off' : 'calendar.dayName.working')}
              withAsterisk
              maxLength={300}
              value={day.name}
              error={day.name.trim() === '' ? t('calendar.nameless') : undefined}
              onChange={(event) => onChange({ ...day, name: event.currentTarget.value })}
            />
          ) : null}
        </Stack>
      ) : (
        <span>{day ? t(`calendar.becomes.${day.kind}`, { name: day.name }) : t(`calendar.kind.${usual}`)}</span>
      )}
    </Panel>
  );
};
