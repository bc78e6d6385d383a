import { useTranslation } from 'react-i18next';
import { formatCount, formatRate } from '../../../renderer/components/format.ts';
import { Panel } from '../../../renderer/components/Panel.tsx';
import type { Outputs } from '../app/trpc.ts';
import { Bar } from './Bar.tsx';
import classes from './FieldBars.module.css';
import { ListLink } from './Tiles.tsx';

/** Online and digitisation by lĩnh vực, beside what is overdue in it. */
export const FieldBars = ({ fields, agencyCode }: { fields: Outputs['overview']['fields']['fields']; agencyCode?: string }) => {
  const { t } = useTranslation();
  const shown = fields.filter(({ measures }) => measures.received > 0 || measures.open > 0).toSorted((a, b) => b.measures.received - a.measures.received);
  return (
    <Panel
      title={t('overview.byField')}
      aside={
        <span className={classes.legend}>
          <span data-tone="accent">{t('figures.online')}</span>
          <span data-tone="card">{t('figures.digitised')}</span>
        </span>
      }
    >
      {shown.length === 0 ? <p className={classes.none}>{t('overview.noField')}</p> : null}
      <ul className={classes.list}>
        {shown.map(({ field, measures, indicators }) => (
          <li key={field}>
            <div className={classes.head}>
              <strong>{field}</strong>
              <span>
                {t('overview.fieldCount', { n: formatCount(measures.received) })}
                {measures.openOverdue > 0 ? (
                  <>
                    {' · '}
                    <ListLink list="openOverdue" scope={{ field, ...(agencyCode !== undefined && { agencyCode }) }}>
                      <b>{t('overview.fieldOverdue', { n: formatCount(measures.openOverdue) })}</b>
                    </ListLink>
                  </>
                ) : null}
              </span>
            </div>
            <div className={classes.rate} role="img" aria-label={t('overview.rateOf', { what: t('figures.online'), name: field, rate: formatRate(indicators.online.rate) })}>
              <Bar part={indicators.online.rate ?? 0} tone="accent" />
              <span aria-hidden>{formatRate(indicators.online.rate)}</span>
            </div>
            <div className={classes.rate} role="img" aria-label={t('overview.rateOf', { what: t('figures.digitised'), name: field, rate: formatRate(indicators.digitised.rate) })}>
              <Bar part={indicators.digitised.rate ?? 0} tone="card" />
              <span aria-hidden>{formatRate(indicators.digitised.rate)}</span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
