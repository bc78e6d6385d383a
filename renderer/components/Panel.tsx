import type { ReactNode } from 'react';
import classes from './Panel.module.css';

type PanelProps = {
  title: ReactNode;
  /** At the right end of the title line. */
  aside?: ReactNode;
  /** Stays in place under the scrolling part. */
  footer?: ReactNode;
  children: ReactNode;
  className?: string;
  bodyClassName?: string;
  /** F6 stops here. */
  isSection?: boolean;
  /** Heading level of the title. */
  level?: 2 | 3;
};

/** A titled area; its body scrolls alone, so the frame never does. */
export const Panel = ({ title, aside, footer, children, className = '', bodyClassName = '', isSection = true, level = 2 }: PanelProps) => {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className={`${classes.panel} ${className}`} {...(isSection ? { 'data-section': true } : {})}>
      <header className={classes.header}>
        <Heading className={classes.title}>{title}</Heading>
        {aside}
      </header>
      <div className={`${classes.body} ${bodyClassName}`}>{children}</div>
      {footer === undefined ? null : <footer className={classes.footer}>{footer}</footer>}
    </section>
  );
};
