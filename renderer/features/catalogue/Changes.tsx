import { useTranslation } from 'react-i18next';
import type { ProcedureChange } from '../../../domain/procedure/changes.ts';
import { describeValue } from './describe-change.ts';
import classes from './Changes.module.css';

/** What one version changed of the one before. */
export const Changes = ({ changes }: { changes: readonly ProcedureChange[] }) => {
  const { t } = useTranslation();
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{t(`procedure.${change.field}`)}</dt>
          {change.field === 'documents' ? (
            <dd>
              {(['added', 'removed', 'changed'] as const)
                .filter((kind) => change[kind].length > 0)
                .map((kind) => (
                  <p key={kind}>
                    {t(`catalogue.change.papers.${kind}`)} {change[kind].join('; ')}
                  </p>
                ))}
              {change.isReordered ? <p>{t('catalogue.change.papers.reordered')}</p> : null}
            </dd>
          ) : (
            <dd>
              <del>
                <span className="said">{t('catalogue.change.before')} </span>
                {describeValue(t, change.field, change.before)}
              </del>
              <ins>
                <span className="said">{t('catalogue.change.after')} </span>
                {describeValue(t, change.field, change.after)}
              </ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
};
