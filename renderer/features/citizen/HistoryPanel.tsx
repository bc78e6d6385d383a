import { IconId } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatDateTime } from '../../components/format.ts';
import { Mark } from '../../components/Marks.tsx';
import { Panel } from '../../components/Panel.tsx';
import classes from './CitizenPage.module.css';

type Change = { eventId: string; at: number; actorName: string; isFirst: boolean; changes: { label: string; from: string; to: string; isFromCard: boolean }[] };

type Export = Outputs['citizen']['view']['exports'][number];

/** How what is known came about: who wrote what when, and what stood there before; and who was given papers out of it. */
export const HistoryPanel = ({ history, exports }: { history: readonly Change[]; exports: readonly Export[] }) => {
  const { t } = useTranslation();
  return (
    <Panel title={t('citizen.history')} isReading>
      <ol className={classes.history}>
        {exports.map(({ eventId, at, actorName, count, purpose }) => (
          <li key={eventId}>
            <p>
              <strong>{t('citizen.exported', { n: count })}</strong>
              <time>{formatDateTime(at)}</time>
            </p>
            <p className={classes.quiet}>{[actorName, purpose].filter(Boolean).join(' · ')}</p>
          </li>
        ))}
        {history.map(({ eventId, at, actorName, isFirst, changes }) => (
          <li key={eventId}>
            <p>
              <strong>{t(isFirst ? 'citizen.firstKnown' : 'citizen.corrected')}</strong>
              <time>{formatDateTime(at)}</time>
            </p>
            {actorName === '' ? null : <p className={classes.quiet}>{actorName}</p>}
            {isFirst ? null : (
              <ul>
                {changes.map(({ label, from, to, isFromCard }) => (
                  <li key={label}>
                    <span>{label}:</span> {from === '' ? null : <del>{from}</del>} <ins>{to === '' ? t('citizen.emptied') : to}</ins>
                    {isFromCard ? (
                      <Mark tone="card" icon={IconId}>
                        {t('citizen.fromCard')}
                      </Mark>
                    ) : null}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ol>
    </Panel>
  );
};
