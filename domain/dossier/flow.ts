import { z } from 'zod';
import type { Role } from '../officer/officer.ts';
import type { Status } from './status.ts';

/** Quy trình 5 bước trên môi trường điện tử: tiếp nhận, thẩm định, phê duyệt, đóng dấu, trả kết quả. */
export const stageKinds = ['receive', 'examine', 'approve', 'seal', 'return'] as const;
export type StageKind = (typeof stageKinds)[number];

/**
 * Where a stage is worked on. Anywhere but at the commune the dossier goes away and comes back: to another agency, to a vertical
 * one at the same counter (police, tax, land registry), or to the level above.
 */
export const stagePlaces = ['commune', 'agency', 'vertical', 'upper'] as const;
export type StagePlace = (typeof stagePlaces)[number];

export const flowStageSchema = z.strictObject({
  kind: z.enum(stageKinds),
  place: z.enum(stagePlaces),
  /** Its name, where it is not the commune; the level above has its own name in the data. */
  agency: z.string().max(300),
  /** Its part of the time limit, in per cent; all together 100. */
  sharePercent: z.int().min(0).max(100),
});
export type FlowStage = z.infer<typeof flowStageSchema>;

export const flowSchema = z.array(flowStageSchema).min(2).max(12);

const here = (kind: StageKind, sharePercent: number): FlowStage => ({ kind, place: 'commune', agency: '', sharePercent });

/** What ends at the commune, as most of its procedures do. */
export const usualFlow: readonly FlowStage[] = [here('receive', 10), here('examine', 50), here('approve', 20), here('seal', 10), here('return', 10)];

export type FlowFault = 'firstNotReceive' | 'lastNotReturn' | 'notHere' | 'agencyMissing' | 'sharesNotWhole' | 'endInTheMiddle';

/** Why these stages are no flow; undefined where they are one. */
export const flowFault = (flow: readonly FlowStage[]): FlowFault | undefined => {
  const first = flow[0];
  const last = flow.at(-1);
  if (first?.kind !== 'receive') return 'firstNotReceive';
  if (last?.kind !== 'return') return 'lastNotReturn';
  if (first.place !== 'commune' || last.place !== 'commune') return 'notHere';
  if (flow.slice(1, -1).some(({ kind }) => kind === 'receive' || kind === 'return')) return 'endInTheMiddle';
  if (flow.some(({ place, agency }) => (place === 'agency' || place === 'vertical') && agency.trim() === '')) return 'agencyMissing';
  return flow.reduce((sum, { sharePercent }) => sum + sharePercent, 0) === 100 ? undefined : 'sharesNotWhole';
};

const roles: Record<StageKind, Role> = { receive: 'receiving', examine: 'handling', approve: 'approver', seal: 'clerk', return: 'receiving' };

/** Whose work it is. What is away is brought back by whoever sent it, so that stage is of the examining role. */
export const roleOfStage = ({ kind, place }: FlowStage): Role => (place === 'commune' ? roles[kind] : 'handling');

/** The national status that a dossier has in a stage. */
export const statusOfStage = (kind: StageKind): Extract<Status, 'accepted' | 'processing' | 'done'> =>
  kind === 'receive' ? 'accepted' : kind === 'return' ? 'done' : 'processing';

/**
 * The status of a dossier that comes to a stage from another. Sent back to reception to be mended it stays in processing: the
 * national list knows no way back from there.
 */
export const statusAfterMove = (kind: StageKind, status: Status): ReturnType<typeof statusOfStage> =>
  kind === 'receive' && status !== 'accepted' ? 'processing' : statusOfStage(kind);

/** Where a dossier stands that came to a status without a word about its stage; undefined where it stays. */
export const stageOfStatus = (flow: readonly FlowStage[], status: Status): number | undefined => {
  if (status === 'accepted') return 0;
  if (status === 'done' || status === 'returned') return flow.length - 1;
  const worked = flow.findIndex(({ kind }) => statusOfStage(kind) === 'processing');
  return status === 'processing' && worked !== -1 ? worked : undefined;
};
