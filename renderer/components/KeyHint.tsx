import classes from './KeyHint.module.css';

/** The key that does the same; the eye's matter, since a key press is announced by nobody. */
export const KeyHint = ({ keys, tone = 'quiet' }: { keys: string; tone?: 'quiet' | 'onAccent' | 'rail' }) => (
  <kbd className={classes.key} data-tone={tone} aria-hidden>
    {keys}
  </kbd>
);
