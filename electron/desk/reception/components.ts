import type { Component } from '../../../domain/dossier/dossier.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';

/**
 * What was handed over, against the procedure's own list: names and what is required come from the catalogue, never from the
 * screen.
 *
 * A required document must be ticked. Accepting starts the time limit, and only a valid dossier is accepted (DOMAIN.md
 * section 5); what is incomplete gets a Phiếu yêu cầu bổ sung instead. Ticked with zero copies is right and common: the
 * paper was shown and handed back, or the data were found in a national database, and then the law forbids to ask for it.
 */
export const checkComponents = (procedure: ProcedureState, given: readonly Component[]): Component[] | Problem => {
  const byKey = new Map(given.map((component) => [component.key, component]));
  const unknown = given.find(({ key }) => !procedure.documents.some((document) => document.key === key));
  if (unknown) return problem('component.unknown', { name: unknown.name });
  const components = procedure.documents.map(({ key, name, kind, required }): Component => {
    const { isReceived = false, originals = 0, certifiedCopies = 0, copies = 0 } = byKey.get(key) ?? {};
    return { key, name, kind, required, isReceived, ...(isReceived ? { originals, certifiedCopies, copies } : { originals: 0, certifiedCopies: 0, copies: 0 }) };
  });
  const missing = components.filter(({ required, isReceived }) => required && !isReceived);
  return missing.length > 0 ? problem('dossier.requiredDocumentMissing', { count: missing.length, name: missing[0]!.name }) : components;
};
