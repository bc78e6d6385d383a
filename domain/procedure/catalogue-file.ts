import { z } from 'zod';
import { type Problem, problem } from '../problem.ts';
import { procedureFieldsSchema, requiredDocumentSchema } from './procedure.ts';

const { key: _key, ...documentShape } = requiredDocumentSchema.shape;
const { isBaseline: _isBaseline, documents, ...fieldsShape } = procedureFieldsSchema.shape;

/** One procedure of a catalogue file. What a later program writes beside it is passed over; papers are known by their names. */
const catalogueEntrySchema = z.object({ ...fieldsShape, documents: z.array(z.object({ ...documentShape, note: documentShape.note.default('') })).max(200) });
export type CatalogueEntry = z.infer<typeof catalogueEntrySchema>;

/** More procedures than the whole country has. */
const maxEntries = 10_000;

/**
 * A catalogue as the district gives it out: a JSON list of procedures.
 * @returns `catalogue.unreadable` with the line for what is no such list, `catalogue.malformed` with the number of the entry, from 1, and the part of it that is wrong
 */
export const readCatalogueFile = (json: string): CatalogueEntry[] | Problem => {
  const list = parse(json);
  if (!Array.isArray(list.value)) return problem('catalogue.unreadable', { line: list.line });
  if (list.value.length > maxEntries) return problem('catalogue.malformed', { position: maxEntries + 1, field: '' });
  const entries: CatalogueEntry[] = [];
  const codes = new Set<string>();
  for (const [index, value] of list.value.entries()) {
    const parsed = catalogueEntrySchema.safeParse(value);
    const position = index + 1;
    if (!parsed.success) return problem('catalogue.malformed', { position, field: parsed.error.issues[0]?.path.join('.') ?? '' });
    // Two entries for one procedure: which of them is meant is for people to say.
    const name = parsed.data.code ?? `name:${parsed.data.name}`;
    if (codes.has(name)) return problem('catalogue.malformed', { position, field: 'code' });
    codes.add(name);
    entries.push(parsed.data);
  }
  return entries;
};

const parse = (json: string): { value?: unknown; line: number } => {
  try {
    // Windows programs put a mark at the beginning of a file.
    return { value: JSON.parse(json.replace(/^\uFEFF/, '')) as unknown, line: 1 };
  } catch (error) {
    const position = /at position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    return { line: json.slice(0, position === undefined ? json.length : Number(position)).split('\n').length };
  }
};
