import { type HandoverOutcome, type Handover, type Party } from '../../../domain/forms/handovers.ts';
import type { StageKind } from '../../../domain/dossier/flow.ts';
import type { Role } from '../../../domain/officer/officer.ts';
import { statusTexts } from './parts/vietnamese.ts';
import type { PrintedHandover } from './printed-form.ts';

const outcomeTexts: Record<HandoverOutcome, string> = { early: 'Trước hạn', onTime: 'Đúng hạn', late: 'Quá hạn', inTime: 'Trong hạn', none: '' };

const stageTexts: Record<StageKind, string> = { receive: 'Tiếp nhận', examine: 'Thẩm định', approve: 'Phê duyệt', seal: 'Đóng dấu', return: 'Trả kết quả' };

const roleTexts: Record<Role, string> = {
  receiving: 'Người tiếp nhận và trả kết quả',
  handling: 'Công chức thụ lý',
  approver: 'Lãnh đạo phê duyệt',
  clerk: 'Văn thư',
  duty: 'Người thường trực',
  administrator: 'Người quản trị',
};

/** `upper`: of the level above. */
type Names = { applicant: string; oneStop: string; upper: string; officer: (id: string) => string };

/** The rows of the control slip in words. */
export const printedHandovers = (handovers: readonly Handover[], names: Names): PrintedHandover[] =>
  handovers.map(({ at, from, to, status, stage, outcome, note, isDisputed, isCancellation, isDeclined }) => ({
    at,
    from: partyText(from, names),
    to: partyText(to, names),
    outcome: outcomeTexts[outcome],
    note: [isCancellation ? 'Đã hủy' : isDeclined ? 'Không nhận, trả lại' : stage ? stageTexts[stage] : statusTexts[status], note, isDisputed && 'chưa thống nhất giữa các quầy'].filter(Boolean).join('; '),
  }));

const partyText = (party: Party, { applicant, oneStop, upper, officer }: Names): string => {
  switch (party.kind) {
    case 'applicant':
      return `Người nộp ${applicant}`;
    case 'oneStop':
      return oneStop;
    case 'officer':
      return officer(party.id);
    case 'role':
      return roleTexts[party.role];
    case 'agency':
      return party.name || upper;
    case 'person':
      return `Người nhận ${party.name}`;
  }
};
