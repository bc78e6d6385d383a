import type { Component } from '../../../domain/dossier/events.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { ProcedureState, RequiredDocument } from '../../../domain/procedure/procedure.ts';
import { reusedDocumentIdOf } from './draft-id.ts';
import { firstTooLong } from './typed-text.ts';
import type { ReceptionItem } from './types.ts';

type Check = {
  dossierId: string;
  procedure: ProcedureState;
  item: Pick<ReceptionItem, 'components' | 'reuse' | 'version'>;
  /** Whether every required document must be there. */
  mustBeComplete: boolean;
};

/**
 * What was handed over, against the procedure's own list: names and what is required come from the catalogue, never from the
 * screen.
 *
 * A required document must be ticked, reused, or found as data. Accepting starts the time limit, and only a valid dossier is
 * accepted (DOMAIN.md section 5); what is incomplete gets a Phiếu yêu cầu bổ sung instead. Ticked with zero copies is right
 * and common: the paper was shown and handed back.
 */
export const checkComponents = ({ dossierId, procedure, item, mustBeComplete }: Check): Component[] | Problem => {
  const { components: given, reuse, version } = item;
  // While the draft waited another version came: a key may stand for another paper there, so the name must agree as well, and
  // what is not asked for any more is left out.
  const isOtherVersion = version !== undefined && version !== procedure.version;
  const isMeant = (document: RequiredDocument, component: Component): boolean =>
    component.key === document.key && (!isOtherVersion || component.name === document.name);
  const asked = [...given, ...reuse.map(({ componentKey }) => ({ key: componentKey, name: componentKey }))];
  const unknown = asked.find(({ key }) => !procedure.documents.some((document) => document.key === key));
  if (unknown && !isOtherVersion) return problem('component.unknown', { name: unknown.name });

  const components = procedure.documents.map((document): Component => {
    const found = given.find((component) => isMeant(document, component));
    const isReused = reuse.some(({ componentKey }) => componentKey === document.key) && (found !== undefined || !isOtherVersion);
    return componentOf(document, found, isReused ? reusedDocumentIdOf(dossierId, document.key) : undefined);
  });
  const tooLong = firstTooLong(components.map(({ note }) => [note, 500]));
  if (tooLong) return tooLong;
  const missing = components.filter(({ required, isReceived }) => required && !isReceived);
  return mustBeComplete && missing.length > 0 ? problem('dossier.requiredDocumentMissing', { count: missing.length, name: missing[0]!.name }) : components;
};

const none = { originals: 0, certifiedCopies: 0, copies: 0 };

const componentOf = (document: RequiredDocument, given: Component | undefined, reusedDocumentId: string | undefined): Component => {
  const { key, name, kind, required, typeCode, mustDigitise, isReplaceableByData } = document;
  const note = given?.note?.trim();
  const common = { key, name, kind, required, ...(typeCode !== undefined && { typeCode }), ...(mustDigitise && { mustDigitise }), ...(note && { note }) };
  if (reusedDocumentId !== undefined) return { ...common, isReceived: true, ...none, source: 'reused', reusedDocumentId };
  if (given?.source === 'data' && isReplaceableByData) return { ...common, isReceived: true, ...none, source: 'data' };
  // Said to be data where no data can stand for it, or used again without saying what: nothing was handed over.
  if (!given?.isReceived || (given.source !== undefined && given.source !== 'paper')) return { ...common, isReceived: false, ...none };
  const { originals, certifiedCopies, copies } = given;
  return { ...common, isReceived: true, originals, certifiedCopies, copies };
};
