import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { IndicatorId } from '../../../domain/reports/indicators.ts';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import { useCan } from '../../app/me.ts';
import { formatCount, formatRate } from '../../components/format.ts';
import type { Period } from '../../components/periods.ts';
import { type Figures, indicatorOf, valuesOf } from './figures.ts';
import classes from './Headline.module.css';

const counts = ['solvedLate', 'openOverdue'] as const satisfies readonly MeasureId[];
const rates = ['onTime', 'filedOnline', 'digitised', 'reuse', 'satisfaction'] as const satisfies readonly IndicatorId[];

/** The figures of the chairman's letter, first thing in the morning: what was late, what is late, how much is online and digitised. */
export const Headline = ({ figures, period }: { figures: Figures; period: Period }) => {
  const { t } = useTranslation();
  const mayList = useCan()('reports.dossiers');
  const values = valuesOf(figures);
  return (
    <ul className={classes.tiles} aria-label={t('reports.headline')}>
      {counts.map((id) => (
        <li key={id}>
          <Tile to={mayList && values[id] > 0 ? { ...period, measure: id } : undefined} tone={values[id] > 0 ? 'late' : 'good'} number={formatCount(values[id])} text={t(`measure.${id}`)} />
        </li>
      ))}
      {rates.map((id) => {
        const { rate, numerator, denominator } = indicatorOf(figures, id);
        return (
          <li key={id}>
            <Tile
              to={mayList && denominator > 0 && id !== 'onTime' ? { ...period, indicator: id, part: 'numerator' } : undefined}
              number={formatRate(rate)}
              text={t(`indicator.${id}`)}
              note={t('reports.ofCount', { n: formatCount(numerator), all: formatCount(denominator) })}
              share={rate}
            />
          </li>
        );
      })}
    </ul>
  );
};

type TileProps = { to: { from: string; to: string; measure?: MeasureId; indicator?: IndicatorId; part?: 'numerator' } | undefined; number: string; text: string; note?: string; tone?: 'late' | 'good'; share?: number | null };

const Tile = ({ to, number, text, note, tone, share }: TileProps) => {
  const inside = (
    <>
      <strong>{number}</strong>
      <span>{text}</span>
      {note === undefined ? null : <small>{note}</small>}
      {share === undefined || share === null ? null : (
        <svg className={classes.bar} viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden>
          <rect width="100" height="4" className={classes.rest} />
          <rect width={share * 100} height="4" className={classes.share} />
        </svg>
      )}
    </>
  );
  return to === undefined ? (
    <div className={classes.tile} data-tone={tone}>
      {inside}
    </div>
  ) : (
    <Link to="/reports/dossiers" search={to} className={classes.tile} data-tone={tone}>
      {inside}
    </Link>
  );
};
