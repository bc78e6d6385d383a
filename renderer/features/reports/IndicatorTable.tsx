import { useTranslation } from 'react-i18next';
import { type IndicatorDefinition, type IndicatorFigure, indicators, measuresOfIndicator } from '../../../domain/reports/indicators.ts';
import { formatCount, formatRate } from '../../components/format.ts';
import type { Period } from '../../components/periods.ts';
import { CountLink } from './CountLink.tsx';
import { type Figures, formatHours, formatPoints } from './figures.ts';
import classes from './ReportsPage.module.css';

const definitionOf = ({ id }: IndicatorFigure): IndicatorDefinition => indicators[id];

/** What adds up minutes or papers is no list of dossiers. */
const isListed = ({ id }: IndicatorFigure, part: 'numerator' | 'denominator'): boolean => !measuresOfIndicator(id, part).some((measure) => measure.endsWith('Minutes'));

/** Each indicator with what it is made of, one press away from the dossiers; those of Quyết định 766 with their points. */
export const IndicatorTable = ({ figures, period, are766 }: { figures: Figures; period: Period; are766: boolean }) => {
  const { t } = useTranslation();
  const shown = figures.indicators.filter((figure) => (definitionOf(figure).of766 !== undefined) === are766);
  const partOf = (figure: IndicatorFigure, part: 'numerator' | 'denominator') =>
    isListed(figure, part) ? (
      <CountLink n={figure[part]} search={{ ...period, indicator: figure.id, part }} label={`${t(`indicator.${figure.id}`)}, ${t(`reports.${part}`)}`} />
    ) : (
      formatCount(figure[part])
    );
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col" data-is="name">
            {t('reports.indicator')}
          </th>
          <th scope="col">{t('reports.numerator')}</th>
          <th scope="col">{t('reports.denominator')}</th>
          <th scope="col">{t('reports.rate')}</th>
          {are766 ? <th scope="col">{t('reports.points')}</th> : null}
          <th scope="col">{t('reports.definition')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((figure) => {
          const { id, version, rate, points, maxPoints } = figure;
          const { unit, of766 } = definitionOf(figure);
          return (
            <tr key={id}>
              <th scope="row">
                {of766 === undefined ? null : <span className={classes.code}>{of766.number}. </span>}
                {t(`indicator.${id}`)}
              </th>
              <td>{partOf(figure, 'numerator')}</td>
              <td>{partOf(figure, 'denominator')}</td>
              <td>{unit === 'rate' ? formatRate(rate) : rate === null ? '–' : t('reports.hours', { n: formatHours(rate) })}</td>
              {are766 ? <td>{maxPoints === null ? '–' : `${points === null ? '–' : formatPoints(points)} / ${maxPoints}`}</td> : null}
              <td className={classes.code}>
                {id} v{version}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
