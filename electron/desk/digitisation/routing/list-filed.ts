import { filedByCode } from '../../../../db/queries/documents.ts';
import { shownPages } from '../../../../domain/document/pages.ts';
import { localDate, utcOf } from '../../../../domain/time.ts';
import type { Desk } from '../../desk.ts';

export type FiledScan = {
  id: string;
  fileName: string;
  pageCount: number;
  /** Empty where the code did not say which paper it is. */
  componentKey: string;
  dossier: { id: string; code: string; applicantName: string };
};

const shownAtOnce = 5;

/** What codes have put to its dossier today, newest first: nobody saw it go. */
export const listFiled = ({ store, clock }: Desk): FiledScan[] =>
  filedByCode(store, utcOf(localDate(clock.now())), shownAtOnce).flatMap((document) => {
    const { id, source, dossierId = '', componentKey = '' } = document;
    const dossier = store.state('dossier', dossierId);
    if (dossier === undefined) return [];
    return [{ id, fileName: source.fileName, pageCount: shownPages(document).length, componentKey, dossier: { id: dossierId, code: dossier.code, applicantName: dossier.applicant.fullName } }];
  });
