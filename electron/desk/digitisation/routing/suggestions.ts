import { citizenByNumber } from '../../../../db/queries/citizens.ts';
import { dossiersOfPerson, lastReceivedHere } from '../../../../db/queries/dossiers.ts';
import { dossierIdByCode } from '../../../../db/queries/ownership.ts';
import { codesOf } from '../../../../db/queries/page-codes.ts';
import { textOf } from '../../../../db/queries/paper-texts.ts';
import { parseSheetCode, type SheetCode } from '../../../../domain/document/code-sheet.ts';
import type { DocumentState } from '../../../../domain/document/document.ts';
import { textKeyOf } from '../../../../domain/document/page-text.ts';
import { effectivePages } from '../../../../domain/document/pages.ts';
import type { DossierState } from '../../../../domain/dossier/state.ts';
import { isFinished } from '../../../../domain/dossier/status.ts';
import { parseCard } from '../../../../domain/identity/card.ts';
import { isProblem, type Problem, problem } from '../../../../domain/problem.ts';
import { localDate, utcOf } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';
import { papersMissing, takesNoPapers } from './filing.ts';

/** Why a dossier is offered, the surest first. */
export const suggestionReasons = ['codeOnPage', 'cardOnPage', 'codeInText', 'numberInText', 'receivedJustNow', 'receivedToday', 'codeOfClosedDossier'] as const;
export type SuggestionReason = (typeof suggestionReasons)[number];

export type Suggestion = {
  dossierId: string;
  code: string;
  applicantName: string;
  procedureName: string;
  /** The paper that the code names, or else the first that has no scan yet. */
  componentKey?: string;
  componentName?: string;
  reason: SuggestionReason;
};

const maxSuggestions = 6;
const maxOfPerson = 3;
const maxReceived = 3;
const justNowMs = 30 * 60_000;

type Found = { dossier: DossierState; reason: SuggestionReason; componentKey?: string };

/** Dossiers that a scan may belong to, the likeliest first: by the codes on its pages, by its words, by who is at the desk now. */
export const suggestions = (desk: Desk, { documentId }: { documentId: string }): Suggestion[] | Problem => {
  const document = desk.store.state('document', documentId);
  if (document === undefined) return problem('document.unknown');
  const found = [...byCodes(desk, document), ...byText(desk, document), ...byTime(desk)];
  const best = new Map<string, Found>();
  for (const one of found.sort((a, b) => suggestionReasons.indexOf(a.reason) - suggestionReasons.indexOf(b.reason))) {
    if (!best.has(one.dossier.id)) best.set(one.dossier.id, one);
  }
  return [...best.values()].slice(0, maxSuggestions).map((one) => shown(desk, one));
};

const shown = ({ store }: Desk, { dossier, reason, componentKey: named }: Found): Suggestion => {
  const { id: dossierId, code, applicant, procedure, components } = dossier;
  const componentKey = named ?? papersMissing(store, dossier)[0];
  const componentName = components.find(({ key }) => key === componentKey)?.name;
  return {
    ...{ dossierId, code, applicantName: applicant.fullName, procedureName: procedure.name, reason },
    ...(componentKey !== undefined && { componentKey }),
    ...(componentName !== undefined && { componentName }),
  };
};

/** A code that did not file the scan by itself: on a scan that is here twice, taken off again, or of a dossier that is over. */
const byCodes = (desk: Desk, document: DocumentState): Found[] => {
  const texts = filesOf(document).flatMap((sha256) => codesOf(desk.store, sha256) ?? []).flatMap((page) => page.texts);
  const sheets = texts.map(parseSheetCode).filter((sheet): sheet is SheetCode => sheet !== undefined);
  const ofSheets = sheets.flatMap((sheet): Found[] => {
    const dossier = dossierOf(desk, sheet.dossierCode);
    if (dossier === undefined) return [];
    const componentKey = sheet.kind === 'componentSheet' ? sheet.componentKey : undefined;
    return [{ dossier, reason: takesNoPapers(dossier) ? 'codeOfClosedDossier' : 'codeOnPage', ...(componentKey !== undefined && { componentKey }) }];
  });
  const ofCards = texts.flatMap((text): Found[] => {
    const card = parseCard(text, desk.clock.now());
    return isProblem(card) ? [] : openOf(desk, card.fields.number ?? '').map((dossier) => ({ dossier, reason: 'cardOnPage' }));
  });
  return [...ofSheets, ...ofCards];
};

/** As OCR gives them: with a space where there is none. */
const codePattern = /[A-Z]\d{2}(?:\.\d{1,3}){0,3}\s?-\s?\d{6}\s?-\s?\d{4}(?!\d)/g;
const numberPattern = /(?<![\d.])\d{3}[ .]?\d{3}[ .]?\d{3}[ .]?\d{3}(?![\d.]*\d)/g;

const byText = (desk: Desk, document: DocumentState): Found[] => {
  const textKey = textKeyOf(document);
  const text = (textKey !== undefined && textOf(desk.store, textKey)) || '';
  const codes = new Set(text.match(codePattern)?.map((code) => code.replace(/\s/g, '')));
  const numbers = new Set(text.match(numberPattern)?.map((number) => number.replace(/[ .]/g, '')));
  return [
    ...[...codes].flatMap((code): Found[] => {
      const dossier = dossierOf(desk, code);
      return dossier === undefined || takesNoPapers(dossier) ? [] : [{ dossier, reason: 'codeInText' }];
    }),
    ...[...numbers].flatMap((number) => openOf(desk, number).map((dossier): Found => ({ dossier, reason: 'numberInText' }))),
  ];
};

const byTime = ({ store, clock }: Desk): Found[] => {
  const now = clock.now();
  const today = lastReceivedHere(store, { since: utcOf(localDate(now)), limit: maxReceived }).filter((dossier) => !takesNoPapers(dossier));
  const justNow = today.filter(({ acceptedAt }) => now - acceptedAt <= justNowMs);
  if (justNow.length > 0) return justNow.map((dossier) => ({ dossier, reason: 'receivedJustNow' }));
  return today.slice(0, 1).map((dossier) => ({ dossier, reason: 'receivedToday' }));
};

const filesOf = (document: DocumentState): string[] => [...new Set(effectivePages(document).map(({ sha256 }) => sha256))];

const dossierOf = ({ store }: Desk, code: string): DossierState | undefined => {
  const id = dossierIdByCode(store, code);
  return id === undefined ? undefined : store.state('dossier', id);
};

const openOf = ({ store }: Desk, number: string): DossierState[] => {
  const citizen = citizenByNumber(store, number);
  if (citizen === undefined) return [];
  return dossiersOfPerson(store, citizen.id, maxOfPerson * 4).filter(({ status, cancelled }) => !isFinished(status) && cancelled === undefined).slice(0, maxOfPerson);
};
