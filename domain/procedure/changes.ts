import { canonicalJson } from '../canonical.ts';
import type { ProcedureFields, RequiredDocument } from './procedure.ts';

type PlainField = Exclude<keyof ProcedureFields, 'documents' | 'isBaseline'>;

type PlainValue = NonNullable<ProcedureFields[PlainField]>;

/** What one version changed of the one before, for people to read. */
export type ProcedureChange =
  | { field: PlainField; before: PlainValue | null; after: PlainValue | null }
  /** Names of papers. */
  | { field: 'documents'; added: string[]; removed: string[]; changed: string[]; isReordered: boolean };

/** In the order in which an editor shows the fields. */
export const plainFields = [
  'name',
  'code',
  'field',
  'aliases',
  'whoMayAsk',
  'timeLimit',
  'pausePolicy',
  'feeVnd',
  'feeText',
  'onlineFiling',
  'commonMistakes',
  'project06',
  'linkedGroup',
  'linkedCodes',
  'resultTypeCode',
  'hasResultPaper',
  'onlineLevel',
  'flow',
  'legalBasis',
  'confidence',
  'source',
] as const satisfies readonly PlainField[];

export const changesBetween = (before: ProcedureFields, after: ProcedureFields): ProcedureChange[] => {
  const documents = documentChanges(before.documents, after.documents);
  return [
    ...plainFields
      .filter((field) => !isSame(before[field], after[field]))
      .map((field): ProcedureChange => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
    ...(documents ? [documents] : []),
  ];
};

const documentChanges = (before: readonly RequiredDocument[], after: readonly RequiredDocument[]): ProcedureChange | undefined => {
  if (isSame(before, after)) return undefined;
  const earlier = new Map(before.map((document) => [document.key, document]));
  const later = new Set(after.map(({ key }) => key));
  const keysOf = (documents: readonly RequiredDocument[], others: { has: (key: string) => boolean }) => documents.map(({ key }) => key).filter((key) => others.has(key));
  return {
    field: 'documents',
    added: after.filter(({ key }) => !earlier.has(key)).map(({ name }) => name),
    removed: before.filter(({ key }) => !later.has(key)).map(({ name }) => name),
    changed: after.filter((document) => earlier.has(document.key) && !isSame(earlier.get(document.key), document)).map(({ name }) => name),
    isReordered: !isSame(keysOf(before, later), keysOf(after, earlier)),
  };
};

const isSame = (a: unknown, b: unknown): boolean => comparable(a) === comparable(b);

/** Missing, null and an empty list all say nothing. */
const comparable = (value: unknown): string =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0) ? '' : canonicalJson(value);
