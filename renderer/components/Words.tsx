import { Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Words.module.css';

/** Something is being waited for, and says what. */
export const Waiting = ({ children }: { children: ReactNode }) => (
  <div className={classes.waiting} role="status">
    <Loader size={16} aria-hidden />
    <span>{children}</span>
  </div>
);

/** An empty place says what to do next. */
export const Empty = ({ title, children, action, icon }: { title: ReactNode; children?: ReactNode; action?: ReactNode; icon?: ReactNode }) => (
  <div className={classes.empty}>
    {icon === undefined ? null : <span className={classes.icon}>{icon}</span>}
    <p className={classes.title}>{title}</p>
    {children === undefined ? null : <p className={classes.text}>{children}</p>}
    {action}
  </div>
);
