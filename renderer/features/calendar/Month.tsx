import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type LocalDate, weekdayOf } from '../../../domain/time.ts';
import { weekday } from '../../components/format.ts';
import classes from './CalendarScreen.module.css';
import { describeDay } from './describe-day.ts';
import { isSameDay, weeksOf, type YearDraft } from './year-draft.ts';

type MonthProps = {
  year: number;
  month: number;
  draft: YearDraft;
  published: YearDraft;
  selected: LocalDate;
  today: LocalDate;
  onSelect: (date: LocalDate) => void;
  onKeyDown: (event: React.KeyboardEvent) => void;
  onToggle: ((date: LocalDate) => void) | undefined;
};

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** One small month. The whole year is one stop for Tab; arrows walk through it. */
export const Month = ({ year, month, draft, published, selected, today, onSelect, onKeyDown, onToggle }: MonthProps) => {
  const { t } = useTranslation();
  return (
    <section className={classes.month} aria-label={t('calendar.monthOf', { month, year })}>
      <h3>{t('calendar.month', { month })}</h3>
      <div className={classes.weekdays} aria-hidden>
        {weekdays.map((day) => (
          <span key={day}>{t(`weekday.${day}.short`)}</span>
        ))}
      </div>
      {weeksOf(year, month).map((week) => (
        <div className={classes.week} key={week.find((date) => date !== undefined)}>
          {week.map((date, index) =>
            date === undefined ? (
              <span key={index} />
            ) : (
              <button
                type="button"
                key={date}
                data-date={date}
                data-kind={draft.get(date)?.kind ?? (weekdayOf(date) >= 6 ? 'weekend' : 'usual')}
                data-changed={!isSameDay(published.get(date), draft.get(date))}
                data-today={date === today}
                aria-pressed={date === selected}
                tabIndex={date === selected ? 0 : -1}
                title={draft.get(date)?.name}
                aria-label={label(t, date, draft)}
                onClick={() => onSelect(date)}
                onKeyDown={onKeyDown}
                onDoubleClick={() => onToggle?.(date)}
              >
                {Number(date.slice(8))}
              </button>
            ),
          )}
        </div>
      ))}
    </section>
  );
};

/** Day and month without noughts: what is heard must hold what is seen, «7» and not «07». */
const label = (t: TFunction, date: LocalDate, draft: YearDraft): string => {
  const day = draft.get(date);
  const [year, month, number] = date.split('-').map(Number);
  return [`${t(`weekday.${weekday(date)}`)} ${number}/${month}/${year}`, day ? describeDay(t, day) : ''].filter(Boolean).join(', ');
};
