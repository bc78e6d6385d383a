import type { ProcedureFields } from './procedure.ts';

type EditedFields = Omit<ProcedureFields, 'isBaseline'>;

/** Half a character, as a cut-off paste leaves behind, has no canonical form and could not be compared. */
const clean = (text: string): string => text.toWellFormed().normalize('NFC').trim();

/** Without stray spaces, empty lines, and members that say nothing. */
export const tidy = (fields: EditedFields): EditedFields => {
  const members = Object.entries(fields).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value === 'string') return clean(value) === '' && isOptional.has(name) ? [] : [[name, clean(value)]];
    if (Array.isArray(value) && listsOfText.has(name)) {
      const lines = [...new Set((value as string[]).map(clean).filter((line) => line !== ''))];
      return lines.length === 0 ? [] : [[name, lines]];
    }
    return value === undefined ? [] : [[name, value]];
  });
  const { note: limitNote = '', ...timeLimit } = fields.timeLimit;
  return {
    ...(Object.fromEntries(members) as EditedFields),
    timeLimit: { ...timeLimit, ...(clean(limitNote) !== '' && { note: clean(limitNote) }) },
    code: fields.code === null || clean(fields.code) === '' ? null : clean(fields.code),
    linkedGroup: fields.linkedGroup === null || clean(fields.linkedGroup) === '' ? null : clean(fields.linkedGroup),
    documents: fields.documents.map(({ typeCode, ...document }) => ({
      ...document,
      name: clean(document.name),
      note: clean(document.note),
      ...(typeCode !== undefined && clean(typeCode) !== '' && { typeCode: clean(typeCode) }),
    })),
  };
};

const listsOfText: ReadonlySet<string> = new Set(['aliases', 'commonMistakes', 'linkedCodes']);
const isOptional: ReadonlySet<string> = new Set(['whoMayAsk', 'onlineFiling', 'feeText', 'resultTypeCode']);
