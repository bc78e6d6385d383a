import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Outputs } from '../../app/trpc.ts';
import { formatMoney } from '../../components/format.ts';
import { KeyHint } from '../../components/KeyHint.tsx';
import { describeLimit } from '../reception/describe-limit.ts';
import classes from './ProcedureOption.module.css';

export type ListedProcedure = Outputs['reception']['procedures'][number];

type ProcedureOptionProps = { row: ListedProcedure; /** Among the pinned ones, from 0; -1 when not pinned. */ place: number; onPin: () => void };

/** What a line of the catalogue shows. The star is the mouse's way to pin; the keyboard's is the page's own command. */
export const ProcedureOption = ({ row, place, onPin }: ProcedureOptionProps) => {
  const { t } = useTranslation();
  const isPinned = place >= 0;
  return (
    <div className={classes.option}>
      <span
        className={classes.star}
        data-pinned={isPinned}
        title={t(isPinned ? 'catalogue.unpin' : 'catalogue.pin')}
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onPin();
        }}
      >
        {isPinned ? <IconStarFilled size={16} /> : <IconStar size={16} />}
      </span>
      <span className={classes.text}>
        <strong title={row.name}>{row.name}</strong>
        <span className={classes.facts}>
          <span>
            {row.field} · {describeLimit(t, row.timeLimit)}
            {row.feeVnd === null ? '' : ` · ${row.feeVnd === 0 ? t('fee.none') : formatMoney(row.feeVnd)}`}
          </span>
          {row.isLinked ? <span className={classes.tag}>{t('catalogue.linked')}</span> : null}
          {row.project06 ? <span className={classes.tag}>{t('catalogue.project06')}</span> : null}
          {row.alias === null ? null : <em>{t('catalogue.alsoCalled', { alias: row.alias })}</em>}
        </span>
      </span>
      <span className={classes.marks}>
        {isPinned ? <span className="said">{t('catalogue.pinned')}</span> : null}
        {isPinned && place < 9 ? <KeyHint keys={`Alt+${place + 1}`} /> : null}
      </span>
    </div>
  );
};
