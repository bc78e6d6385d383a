import type { Component, Channel, ReturnMethod } from '../../../domain/dossier/dossier.ts';

/** What a receipt says, as plain data. Times are UTC milliseconds; how things are worded is the form pack's part. */
export type ReceiptData = {
  code: string;
  agencyName: string;
  oneStopName: string;
  place: string;
  phone: string;
  applicant: { fullName: string; number: string; oldNumber: string; address: string; phone: string; email: string };
  channel: Channel;
  requestSummary: string;
  procedureName: string;
  procedureCode: string | null;
  components: Pick<Component, 'name' | 'originals' | 'certifiedCopies' | 'copies'>[];
  sets: number;
  limitText: string;
  receivedAt: number;
  dueAt: number;
  returnMethod: ReturnMethod;
  feeVnd: number | null;
  receivedByName: string;
};

/** A5 is the size of TT 01/2018/TT-VPCP; provinces print A4 as well. */
export type Paper = 'A5' | 'A4';
