import { type HandoverOutcome, type Handover, type Party } from '../../../domain/forms/handovers.ts';
import { statusTexts } from './parts/vietnamese.ts';
import type { PrintedHandover } from './printed-form.ts';

const outcomeTexts: Record<HandoverOutcome, string> = { early: 'Trước hạn', onTime: 'Đúng hạn', late: 'Quá hạn', inTime: 'Trong hạn', none: '' };

type Names = { applicant: string; oneStop: string; officer: (id: string) => string };

/** The rows of the control slip in words. */
export const printedHandovers = (handovers: readonly Handover[], names: Names): PrintedHandover[] =>
  handovers.map(({ at, from, to, status, outcome, note, isDisputed, isCancellation }) => ({
    at,
    from: partyText(from, names),
    to: partyText(to, names),
    outcome: outcomeTexts[outcome],
    note: [isCancellation ? 'Đã hủy' : statusTexts[status], note, isDisputed && 'chưa thống nhất giữa các quầy'].filter(Boolean).join('; '),
  }));

const partyText = (party: Party, { applicant, oneStop, officer }: Names): string =>
  party.kind === 'applicant' ? `Người nộp ${applicant}` : party.kind === 'oneStop' ? oneStop : officer(party.id);
