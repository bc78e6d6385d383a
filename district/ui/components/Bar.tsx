import classes from './Bar.module.css';

type Tone = 'late' | 'soft' | 'accent' | 'card';

/** A length to look at; what it says stands beside it in words and numbers. `part` and `more` are of 0 to 1, `more` goes on where `part` ends. */
export const Bar = ({ part, more = 0, tone }: { part: number; more?: number; tone: Tone }) => (
  <span className={classes.track} aria-hidden>
    <span className={classes.bar} data-tone={tone} style={{ width: `${part * 100}%` }} />
    {more > 0 ? <span className={classes.bar} data-tone="soft" style={{ width: `${more * 100}%` }} /> : null}
  </span>
);
