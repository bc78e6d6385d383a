import type { MeasureId } from '../../../domain/reports/measures.ts';

/** What is asked for by hand, with `:from`, `:end` and `:before` for the days. */
type ByHand = { of?: 'phases'; value?: string; where: string };

const received = 'f.received_day BETWEEN :from AND :end';
const solved = 'f.received_day < 99991231 AND f.finished_day BETWEEN :from AND :end';
const returned = 'f.received_day < 99991231 AND f.returned_day BETWEEN :from AND :end';
const open = 'f.from_day <= :end AND f.to_day > :end';
const isOnlineProcedure = "g.online_level IN ('part', 'full')";
const known = '(f.sync_minutes IS NOT NULL OR f.unsent_since IS NOT NULL)';
const handled = `f.received_day <= :end AND f.left_day >= :from AND ${known}`;

/** Each measure as one would write it down for it alone. */
export const byHand: Record<MeasureId, ByHand> = {
  received: { where: received },
  receivedDirect: { where: `${received} AND g.channel = 'direct'` },
  receivedOnline: { where: `${received} AND g.channel = 'online'` },
  receivedPostal: { where: `${received} AND g.channel = 'postal'` },
  carriedOver: { of: 'phases', where: 'f.from_day <= :before AND f.to_day > :before' },
  solved: { where: solved },
  solvedEarly: { where: `${solved} AND f.outcome <> 2 AND f.finished_day < f.due_day` },
  solvedOnTime: { where: `${solved} AND (f.outcome = 2 OR f.finished_day = f.due_day)` },
  solvedLate: { where: `${solved} AND f.outcome <> 2 AND f.finished_day > f.due_day` },
  withdrawn: { where: `${solved} AND f.outcome = 2` },
  open: { of: 'phases', where: open },
  openInTime: { of: 'phases', where: `${open} AND (f.is_paused = 1 OR f.due_day >= :end)` },
  openOverdue: { of: 'phases', where: `${open} AND f.is_paused = 0 AND f.due_day < :end` },
  openPaused: { of: 'phases', where: `${open} AND f.is_paused = 1` },
  returned: { where: returned },
  uncollected: { where: 'f.received_day < 99991231 AND f.outcome = 1 AND f.finished_day <= :end AND f.returned_day > :end' },
  refused: { where: 'f.received_day = 99991231 AND f.outcome = 3 AND f.finished_day BETWEEN :from AND :end' },
  unanswered: { where: 'f.submitted_day <= :end AND f.received_day > :end AND f.finished_day > :end' },
  supplemented: { where: `${received} AND f.supplements > 0` },
  onlineProcedure: { where: `${received} AND ${isOnlineProcedure}` },
  onlineOfOnlineProcedure: { where: `${received} AND ${isOnlineProcedure} AND g.channel = 'online'` },
  fullOnlineProcedure: { where: `${received} AND g.online_level = 'full'` },
  onlineOfFullOnlineProcedure: { where: `${received} AND g.online_level = 'full' AND g.channel = 'online'` },
  answered: { where: `${received} AND f.is_answered_late IS NOT NULL` },
  answeredLate: { where: `${received} AND f.is_answered_late = 1` },
  components: { value: 'sum(f.components)', where: received },
  digitisedComponents: { value: 'sum(f.digitised)', where: received },
  mustDigitise: { value: 'sum(f.must_digitise)', where: received },
  mustDigitised: { value: 'sum(f.must_digitised)', where: received },
  digitised: { where: `${received} AND f.papers > 0` },
  reusable: { value: 'sum(f.reusable)', where: received },
  reused: { value: 'sum(f.reused)', where: received },
  resultDue: { where: `${solved} AND f.outcome = 1 AND g.has_result_paper = 1` },
  resultDigitised: { where: `${solved} AND f.outcome = 1 AND g.has_result_paper = 1 AND f.has_result_file = 1` },
  resultSealed: { where: `${solved} AND f.outcome = 1 AND g.has_result_paper = 1 AND f.has_sealed_result = 1` },
  withFee: { where: `${received} AND f.has_fee = 1` },
  paidOnline: { where: `${received} AND f.has_fee = 1 AND f.payment = 3` },
  paidWithoutCash: { where: `${received} AND f.has_fee = 1 AND f.payment >= 2` },
  rated: { where: `${solved} AND f.rating > 0` },
  satisfied: { where: `${solved} AND f.rating = 1` },
  withoutComplaint: { where: `${solved} AND f.rating <> 3 AND (f.outcome = 2 OR f.finished_day <= f.due_day)` },
  receiveMinutes: { value: 'sum(f.receive_minutes)', where: solved },
  receiveTimed: { where: `${solved} AND f.receive_minutes IS NOT NULL` },
  examineMinutes: { value: 'sum(f.examine_minutes)', where: solved },
  examineTimed: { where: `${solved} AND f.examine_minutes IS NOT NULL` },
  approveMinutes: { value: 'sum(f.approve_minutes)', where: solved },
  approveTimed: { where: `${solved} AND f.approve_minutes IS NOT NULL` },
  sealMinutes: { value: 'sum(f.seal_minutes)', where: solved },
  sealTimed: { where: `${solved} AND f.seal_minutes IS NOT NULL` },
  returnMinutes: { value: 'sum(f.return_minutes)', where: returned },
  returnTimed: { where: `${returned} AND f.return_minutes IS NOT NULL` },
  handled: { where: handled },
  syncedInTime: { where: `${handled} AND (f.sync_minutes IS NULL OR f.sync_minutes <= 60) AND (f.unsent_since IS NULL OR f.unsent_since >= :lateSince)` },
};

export const sqlByHand = (id: MeasureId, bounds: Record<'from' | 'end' | 'before' | 'lateSince', number>): string => {
  const { of = 'facts', value = 'count(*)', where } = byHand[id];
  const days = where.replace(/:(from|end|before|lateSince)/g, (_, name: keyof typeof bounds) => String(bounds[name]));
  return `SELECT g.field, ${value} AS value FROM dossier_${of} f JOIN fact_groups g ON g.group_key = f.group_key WHERE ${days} GROUP BY g.field`;
};
