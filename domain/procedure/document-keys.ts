import type { RequiredDocument } from './procedure.ts';

/** A paper as an editor or a file gives it: one without a key is new. */
export type DraftDocument = Omit<RequiredDocument, 'key'> & { key?: string | undefined };

/**
 * Gives new papers a key that no version of this procedure ever had. A key that stays lets a draft, a dossier and its scans
 * go on meaning the same paper; one used again would put a scan under another paper.
 */
export const withDocumentKeys = (documents: readonly DraftDocument[], usedKeys: ReadonlySet<string>): RequiredDocument[] => {
  const taken = new Set([...usedKeys, ...documents.flatMap(({ key }) => key ?? [])]);
  let last = Math.max(0, ...[...taken].map((key) => Number(/^d(\d+)$/.exec(key)?.[1] ?? 0)));
  return documents.map((document) => {
    if (document.key !== undefined) return { ...document, key: document.key };
    last += 1;
    return { ...document, key: `d${String(last).padStart(2, '0')}` };
  });
};

/** The papers of a file that has no keys: one of the same name is the same paper. */
export const recogniseDocuments = (documents: readonly DraftDocument[], known: readonly RequiredDocument[]): DraftDocument[] => {
  const left = [...known];
  return documents.map((document) => {
    const at = left.findIndex(({ name }) => plain(name) === plain(document.name));
    if (at < 0) return document;
    const [same] = left.splice(at, 1);
    // What the file does not say of a paper stays as it is here.
    return { ...same!, ...stated(document), key: same!.key };
  });
};

const plain = (name: string): string => name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

const stated = (document: DraftDocument): Partial<DraftDocument> => Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined));
