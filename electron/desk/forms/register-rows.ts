import type { ReturnMethod } from '../../../domain/dossier/events.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { statusTexts } from './parts/vietnamese.ts';

/** One line of the register. Times in UTC milliseconds. */
export type RegisterRow = {
  order: number;
  code: string;
  /** Tên thủ tục hành chính, and what is asked for where that says more. */
  subject: string;
  sets: number;
  ownerName: string;
  address: string;
  phone: string;
  agency: string;
  receivedAt: number;
  dueAt: number;
  returnedAt?: number;
  receivedBy: string;
  returnMethod: string;
  status: string;
  note: string;
  /** Received in error: it stays in the register, crossed out, because no number may be missing. */
  isCancelled: boolean;
};

const returnTexts: Record<ReturnMethod, string> = { desk: 'Trực tiếp', postal: 'Bưu chính công ích', electronic: 'Trực tuyến' };

/** @param agency that settles the dossiers of this desk */
export const registerRow = (dossier: DossierState, order: number, agency: string): RegisterRow => {
  const { applicant, owner, procedure, requestSummary } = dossier;
  const { fullName: ownerName, address, phone } =
    owner === undefined ? applicant : owner.kind === 'person' ? owner.person : { ...owner.organisation, fullName: owner.organisation.name };
  return {
    order,
    code: dossier.code,
    subject: requestSummary === '' || requestSummary === procedure.name ? procedure.name : `${procedure.name}: ${requestSummary}`,
    sets: dossier.sets,
    ownerName,
    address,
    phone: phone || applicant.phone,
    agency,
    receivedAt: dossier.acceptedAt,
    dueAt: dossier.dueAt,
    ...(dossier.returnedAt !== undefined && { returnedAt: dossier.returnedAt }),
    receivedBy: dossier.receivedByName,
    returnMethod: returnTexts[dossier.returnMethod],
    status: dossier.cancelled ? 'Đã hủy' : statusTexts[dossier.status],
    note: dossier.cancelled ? `Đã hủy: ${dossier.cancelled.reason}` : dossier.note,
    isCancelled: dossier.cancelled !== undefined,
  };
};
