import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type LocalDate, weekdayOf } from '../../../domain/time.ts';
import { formatShortDate } from '../../components/format.ts';
import { Panel } from '../../components/Panel.tsx';
import classes from './CalendarScreen.module.css';
import type { YearDraft } from './year-draft.ts';

/** «Làm bù dịp 30/4» needs no «Làm bù» before it. */
const saysSo = (name: string, word: string): boolean => name.toLowerCase().startsWith(word.toLowerCase());

/** The year's days off and swapped Saturdays by date. */
export const SpecialDays = ({ draft, footer, onSelect }: { draft: YearDraft; footer: ReactNode; onSelect: (date: LocalDate) => void }) => {
  const { t } = useTranslation();
  const days = [...draft].sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <Panel title={t('calendar.specialDays', { n: days.length })} footer={footer}>
      {days.length === 0 ? <p className={classes.quiet}>{t('calendar.noSpecialDays')}</p> : null}
      <ul className={classes.special}>
        {days.map(([date, { kind, name }]) => (
          <li key={date} data-kind={kind}>
            <button type="button" onClick={() => onSelect(date)}>
              <time dateTime={date}>
                {t(`weekday.${weekdayOf(date) as 1}.short`)} {formatShortDate(date)}
              </time>
              <span>
                {kind !== 'off' && !saysSo(name, t(`calendar.kind.${kind}`)) ? `${t(`calendar.kind.${kind}`)}: ` : ''}
                {name}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
