import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './SearchResults.module.css';

/** What was found of one kind; nothing where nothing was. */
export const FoundGroup = <T,>({ title, icon: GroupIcon, rows, hasMore, children }: { title: string; icon: Icon; rows: readonly T[]; hasMore: boolean; children: (row: T) => ReactNode }) => {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={title} data-section>
      <h2>
        <GroupIcon size={16} aria-hidden /> {title}
        {hasMore ? <span className={classes.more}>{t('search.more')}</span> : null}
      </h2>
      <ul>{rows.map(children)}</ul>
    </section>
  );
};
