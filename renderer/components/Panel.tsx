import { type ReactNode, useId } from 'react';
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
  /** Text without anything to press: the body itself takes the focus, so that the keyboard can scroll it. */
  isReading?: boolean;
};

/** A titled area; its body scrolls alone, so the frame never does. */
export const Panel = ({ title, aside, footer, children, className = '', bodyClassName = '', isSection = true, isReading = false }: PanelProps) => {
  const titleId = useId();
  return (
    <section className={`${classes.panel} ${className}`} {...(isSection ? { 'data-section': true } : {})}>
      <header className={classes.header}>
        <h2 className={classes.title} id={titleId}>
          {title}
        </h2>
        {aside}
      </header>
      <div className={`${classes.body} ${bodyClassName}`} {...(isReading ? { tabIndex: 0, role: 'group', 'aria-labelledby': titleId } : {})}>
        {children}
      </div>
      {footer === undefined ? null : <footer className={classes.footer}>{footer}</footer>}
    </section>
  );
};
