import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoursInput } from '../../../domain/calendar/publish.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { FailureNotice } from '../../components/FailureNotice.tsx';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import classes from './CalendarScreen.module.css';
import { type HoursDraft, hoursDraftOf, type OpeningHours, readHours, type Weekday, weekdays } from './hours-draft.ts';

type FieldHoursProps = { field: string | null; hours: OpeningHours; /** The field has kept the usual hours so far. */ isNew: boolean; canEdit: boolean; /** Resolves when the hours are published and read again. */ onPublish: (input: HoursInput) => Promise<void> };

/** A week of opening hours: a morning and an afternoon for each day, empty where the desk is closed. */
export const FieldHours = ({ field, hours, isNew, canEdit, onPublish }: FieldHoursProps) => {
  const { t } = useTranslation();
  const { keyboard } = useServices();
  const published = hoursDraftOf(hours);
  const [edited, setEdited] = useState<HoursDraft>();
  const [hasTried, setTried] = useState(false);
  const draft = edited ?? published;
  const { hours: meant, faulty } = readHours(draft);
  const isChanged = isNew || JSON.stringify(meant) !== JSON.stringify(readHours(published).hours) || faulty.length > 0;
  const publish = useMutation({
    mutationFn: onPublish,
    onSuccess: () => {
      setEdited(undefined);
      setTried(false);
    },
  });
  const commit = (): void => {
    setTried(true);
    if (canEdit && isChanged && faulty.length === 0 && !publish.isPending) publish.mutate({ field, hours: meant });
  };
  const change = (weekday: Weekday, index: number, part: 'from' | 'to', value: string): void =>
    setEdited({ ...draft, [weekday]: draft[weekday].map((span, at) => (at === index ? { ...span, [part]: value } : span)) });
  useKeys(keyboard, canEdit ? { 'Ctrl+Enter': commit } : {});

  return (
    <Panel
      title={field ?? t('hours.usual')}
      footer={
        canEdit ? (
          <Group justify="flex-end" gap="xs">
            {edited ? (
              <Button variant="default" onClick={() => setEdited(undefined)}>
                {t('calendar.drop')}
              </Button>
            ) : null}
            <Button data-main-action disabled={!isChanged || publish.isPending} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={commit}>
              {publish.isPending ? t('state.saving') : t('hours.publish')}
            </Button>
          </Group>
        ) : undefined
      }
    >
      <Text c="dimmed" mb="xs">
        {t(isNew ? 'hours.newText' : 'hours.text')}
      </Text>
      {publish.error ? <FailureNotice error={publish.error} /> : null}
      <table className={classes.week7} data-fields>
        <thead>
          <tr>
            <th scope="col">{t('hours.day')}</th>
            <th scope="col">{t('hours.morning')}</th>
            <th scope="col">{t('hours.afternoon')}</th>
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => (
            <tr key={weekday} data-faulty={hasTried && faulty.includes(weekday)}>
              <th scope="row">{t(`weekday.${weekday}`)}</th>
              {draft[weekday].map((span, index) => (
                <td key={index}>
                  {(['from', 'to'] as const).map((part) => (
                    <TextInput
                      key={part}
                      size="xs"
                      inputMode="numeric"
                      maxLength={5}
                      readOnly={!canEdit}
                      placeholder={t('hours.closed')}
                      aria-label={t(`hours.${part}`, { day: t(`weekday.${weekday}`), half: t(index === 0 ? 'hours.morning' : 'hours.afternoon') })}
                      value={span[part]}
                      onChange={(event) => change(weekday, index, part, event.currentTarget.value)}
                    />
                  ))}
                  {hasTried && index === draft[weekday].length - 1 && faulty.includes(weekday) ? <em role="alert">{t('hours.wrong')}</em> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
};
