import type { Paper, ReceiptData } from '../receipt-data.ts';
import type { PackId } from '../../../../domain/forms/definition.ts';
import { type FormDocument, receipt } from './receipt.ts';

/** A set of forms. A form that a later set changes gets a file of its own; the others are shared. */
export type FormPack = { receipt: (data: ReceiptData, paper: Paper) => FormDocument };

export const packs: Record<PackId, FormPack> = {
  '2018': { receipt },
  // Form 01 has the same title and fields in TT 03/2025/TT-VPCP.
  '2025': { receipt },
};
