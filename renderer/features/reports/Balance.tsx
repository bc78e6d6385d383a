import { useTranslation } from 'react-i18next';
import type { MeasureId } from '../../../domain/reports/measures.ts';
import type { Period } from '../../components/periods.ts';
import { CountLink } from './CountLink.tsx';
import { type Figures, valuesOf } from './figures.ts';
import classes from './ReportsPage.module.css';

const sides: readonly (readonly MeasureId[])[] = [
  ['carriedOver', 'received'],
  ['solved', 'open'],
];

/** What came in is what went out and what is still there. */
export const Balance = ({ figures, period }: { figures: Figures; period: Period }) => {
  const { t } = useTranslation();
  const values = valuesOf(figures);
  return (
    <p className={classes.balance} role="group" aria-label={t('reports.balance')}>
      {sides.map((side, index) => (
        <span key={side[0]}>
          {index === 0 ? null : <i aria-hidden>=</i>}
          {side.map((id, at) => (
            <span key={id}>
              {at === 0 ? null : <i aria-hidden>+</i>}
              <CountLink n={values[id]} search={{ ...period, measure: id }} label={t(`measure.${id}`)} /> {t(`measure.${id}`).toLocaleLowerCase('vi')}
            </span>
          ))}
        </span>
      ))}
    </p>
  );
};
