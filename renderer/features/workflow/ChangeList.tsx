import { useTranslation } from 'react-i18next';
import classes from './ChangeList.module.css';
import type { Change } from './describe-changes.ts';

/** What it was, struck through, and what it is. */
export const ChangeList = ({ changes }: { changes: readonly Change[] }) => {
  const { t } = useTranslation();
  return (
    <ul className={classes.changes}>
      {changes.map(({ label, before, after }) => (
        <li key={label}>
          <span>{label}</span>
          <span>
            <span className="said">{t('change.from')} </span>
            <del>{before}</del>
            <span className="said"> {t('change.to')} </span>
            <span aria-hidden> → </span>
            <ins>{after}</ins>
          </span>
        </li>
      ))}
    </ul>
  );
};
