import { type Problem, problem } from '../../../domain/problem.ts';

/** One line as it will be written down. */
export const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The first of these texts that is longer than may be kept. Shown by its own beginning, which the officer knows again. */
export const firstTooLong = (texts: readonly (readonly [text: string | undefined, max: number])[]): Problem | undefined => {
  const found = texts.find(([text, max]) => (text?.length ?? 0) > max);
  return found && problem('input.tooLong', { start: found[0]!.trim().slice(0, 40).trimEnd(), max: found[1] });
};
