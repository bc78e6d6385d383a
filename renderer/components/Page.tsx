import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './Page.module.css';

type PageProps = {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** Reading pages keep to a comfortable width. */
  width?: 'full' | 'reading';
};

export const Page = ({ title, note, actions, children, width = 'full' }: PageProps) => {
  useDocumentTitle(title);
  return (
    <div className={classes.page} data-width={width}>
      <header className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        {note === undefined ? null : <div className={classes.note}>{note}</div>}
        {actions === undefined ? null : <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
};
