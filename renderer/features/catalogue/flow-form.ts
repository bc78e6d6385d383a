import { type FlowStage, stageKinds, type StagePlace, usualFlow } from '../../../domain/dossier/flow.ts';

/** Between reception and return, which every flow has. */
export const middleKinds = stageKinds.filter((kind) => kind !== 'receive' && kind !== 'return');

/** A stage as it is typed; `share` in per cent. */
export type StageForm = { rowId: string; kind: FlowStage['kind']; place: StagePlace; agency: string; share: string };

export const formOfStage = ({ kind, place, agency, sharePercent }: FlowStage, rowId: string): StageForm => ({ rowId, kind, place, agency, share: String(sharePercent) });

export const usualStages = (newId: () => string): StageForm[] => usualFlow.map((stage) => formOfStage(stage, newId()));

/** NaN where no number is typed. */
export const shareOf = ({ share }: StageForm): number => (/^\d{1,3}$/.test(share.trim()) ? Number(share.trim()) : Number.NaN);

export const flowOfForm = (stages: readonly StageForm[]): FlowStage[] =>
  stages.map((stage) => ({ kind: stage.kind, place: stage.place, agency: stage.place === 'commune' ? '' : stage.agency.trim(), sharePercent: shareOf(stage) }));

/** Before the return, which stays the last. */
export const withStage = (stages: readonly StageForm[], rowId: string): StageForm[] =>
  stages.toSpliced(-1, 0, { rowId, kind: 'examine', place: 'commune', agency: '', share: '0' });
