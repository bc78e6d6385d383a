import type { Component } from '../../../domain/dossier/events.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { PaperBrought } from './types.ts';

/**
 * The components that change when papers have come back. As at reception, a dossier is accepted only when every required
 * paper is there; one that was accepted before keeps what it had.
 */
export const checkBrought = ({ components }: DossierState, brought: readonly PaperBrought[] = [], mustBeWhole: boolean): Component[] | Problem => {
  const stranger = brought.find(({ key }) => !components.some((component) => component.key === key));
  if (stranger) return problem('component.unknown', { name: stranger.key });
  const changed = brought.map((paper): Component => {
    const { note: _, ...component } = components.find(({ key }) => key === paper.key)!;
    return { ...component, ...paper, isReceived: true, source: component.source ?? 'paper' };
  });
  const missing = components.filter(({ key, required, isReceived }) => required && !isReceived && !changed.some((component) => component.key === key));
  if (mustBeWhole && missing.length > 0) return problem('dossier.requiredDocumentMissing', { count: missing.length, name: missing[0]!.name });
  return changed;
};
