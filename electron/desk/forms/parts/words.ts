import { Text } from '@react-pdf/renderer';
import { createElement as h, type ReactNode } from 'react';
import { fillRuns, type PlaceholderValues } from '../../../../domain/forms/placeholders.ts';

export type Words = { isEmpty: boolean; nodes: ReactNode[] };

/**
 * A form's text with the dossier's words in it, bold where the form says so. A placeholder that is not known was refused when
 * the form was published; one that got in all the same is printed as it stands rather than costing the citizen the paper.
 */
export const words = (template: string, values: PlaceholderValues): Words => {
  const filled = fillRuns(template, values);
  const runs = 'problem' in filled ? [{ text: template, isStrong: false }] : filled;
  return {
    isEmpty: runs.every(({ text }) => text.trim() === ''),
    // There is no bold italic on the forms.
    nodes: runs.map(({ text, isStrong }, index) => (isStrong ? h(Text, { key: index, style: { fontWeight: 700, fontStyle: 'normal' } }, text) : text)),
  };
};
