import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { YearInput } from '../../../domain/calendar/publish.ts';
import { addDays, type LocalDate, localDate } from '../../../domain/time.ts';
import { useKeys } from '../../app/keyboard.ts';
import { useServices } from '../../app/services.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { formatDate } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { Panel } from '../../components/Panel.tsx';
import classes from './CalendarScreen.module.css';
import { DayEditor } from './DayEditor.tsx';
import { describeDay } from './describe-day.ts';
import { Month } from './Month.tsx';
import { SpecialDays } from './SpecialDays.tsx';
import { type CalendarYear, changesBetween, type DayChange, draftOf, toggled, unfinishedDay, withDay, type YearDraft, yearInputOf } from './year-draft.ts';

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const moves: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type YearPartProps = {
  year: number;
  known: CalendarYear | undefined;
  /** What is marked and not published yet; undefined when nothing is. */
  edited: YearDraft | undefined;
  onEdit: (draft: YearDraft | undefined) => void;
  /** Resolves when the calendar is published and read again. */
  onPublish: (input: YearInput) => Promise<void>;
  canEdit: boolean;
  switcher: ReactNode;
};

/** The year at a glance. Marking days changes nothing yet; publishing does, and says first what it changes. */
export const YearPart = ({ year, known, edited, onEdit, onPublish, canEdit, switcher }: YearPartProps) => {
  const { t } = useTranslation();
  const { keyboard, clock } = useServices();
  const today = localDate(clock.now());
  const published = draftOf(known);
  const [selected, setSelected] = useState<LocalDate>(today.startsWith(String(year)) ? today : `${year}-01-01`);
  const [isAsking, setAsking] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const name = useRef<HTMLInputElement>(null);
  const draft = edited ?? published;
  const changes = changesBetween(published, draft);
  const setEdited = (next: YearDraft | undefined): void => onEdit(next === undefined || changesBetween(published, next).length === 0 ? undefined : next);
  const publish = useMutation({
    mutationFn: onPublish,
    onSuccess: () => {
      setAsking(false);
      setEdited(undefined);
    },
  });

  const select = (date: LocalDate): void => {
    if (!date.startsWith(String(year))) return;
    setSelected(date);
    grid.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus();
  };
  const ask = (): void => {
    if (!canEdit || (changes.length === 0 && known !== undefined)) return;
    const unfinished = unfinishedDay(draft);
    if (unfinished === undefined) setAsking(true);
    else {
      setSelected(unfinished);
      name.current?.focus();
    }
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const move = moves[event.key];
    if (move !== undefined && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      select(addDays(selected, move));
    } else if (event.key === ' ' && canEdit) {
      event.preventDefault();
      setEdited(toggled(draft, selected));
    } else if (event.key === 'Enter' && !event.ctrlKey && canEdit && draft.has(selected)) {
      event.preventDefault();
      name.current?.focus();
    }
  };
  useKeys(keyboard, canEdit ? { 'Ctrl+Enter': ask } : {});

  return (
    <div className={classes.columns}>
      <Panel title={switcher} aside={known === undefined ? <em className={classes.unknown}>{t('calendar.yearUnknown')}</em> : <Legend />} bodyClassName={classes.monthsBody!}>
        <div className={classes.months} ref={grid}>
          {months.map((month) => (
            <Month key={month} year={year} month={month} draft={draft} published={published} selected={selected} today={today} onSelect={select} onKeyDown={onKeyDown} onToggle={canEdit ? (date) => setEdited(toggled(draft, date)) : undefined} />
          ))}
        </div>
      </Panel>
      <div className={classes.side}>
        <DayEditor date={selected} day={draft.get(selected)} canEdit={canEdit} nameRef={name} onChange={(day) => setEdited(withDay(draft, selected, day))} draft={draft} />
        <SpecialDays
          draft={draft}
          onSelect={select}
          footer={
            canEdit ? (
              <Group gap="xs" justify="flex-end">
                {changes.length === 0 ? null : (
                  <>
                    <span className={classes.changed} role="status">
                      {t('calendar.changed', { n: changes.length })}
                    </span>
                    <Button variant="default" onClick={() => setEdited(undefined)}>
                      {t('calendar.drop')}
                    </Button>
                  </>
                )}
                <Button data-main-action disabled={changes.length === 0 && known !== undefined} rightSection={<KeyHint keys="Ctrl+Enter" tone="onAccent" />} onClick={ask}>
                  {t('calendar.publish')}
                </Button>
              </Group>
            ) : undefined
          }
        />
      </div>
      {isAsking ? (
        <ConfirmDialog
          title={t('calendar.publishYear', { year })}
          explanation={<PublishText changes={changes} />}
          confirm={publish.isPending ? t('state.saving') : t('calendar.publish')}
          isBusy={publish.isPending}
          error={publish.error}
          onConfirm={() => publish.mutate(yearInputOf(year, draft))}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
};

const Legend = () => {
  const { t } = useTranslation();
  return (
    <span className={classes.legend}>
      <span data-kind="off">{t('calendar.kind.off')}</span>
      <span data-kind="half">{t('calendar.kind.half')}</span>
      <span data-kind="working">{t('calendar.kind.working')}</span>
    </span>
  );
};

const PublishText = ({ changes }: { changes: readonly DayChange[] }) => {
  const { t } = useTranslation();
  return (
    <>
      <span>{t('calendar.publishText')}</span>
      <span className={classes.changes}>
        {changes.map(({ date, before, after }) => (
          <span key={date}>
            <b>{formatDate(date)}</b>{' '}
            {after ? describeDay(t, after) : t('calendar.becomes.usual', { name: before?.name ?? '' })}
          </span>
        ))}
      </span>
    </>
  );
};
