import type { Outputs } from '../../app/trpc.ts';
import classes from './SearchResults.module.css';

type Part = Outputs['search']['query']['papers'][number]['snippet'][number];

/** A piece of the paper's text with the words that were looked for. */
export const PaperSnippet = ({ parts }: { parts: readonly Part[] }) => (
  <span className={classes.snippet}>{parts.map(({ text, isHit }, index) => (isHit ? <mark key={index}>{text}</mark> : text))}</span>
);
