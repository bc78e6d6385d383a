import type { workflow as vi } from '../vi/workflow.ts';

export const workflow: Record<keyof typeof vi, string> = {
  'stage.receive': 'Reception',
  'stage.examine': 'Examination',
  'stage.approve': 'Approval',
  'stage.seal': 'Seal',
  'stage.return': 'Return',
  'stagePlace.commune': 'At this agency',
  'stagePlace.agency': 'Another agency',
  'stagePlace.vertical': 'A vertical agency at the counter',
  'stagePlace.upper': 'The {{level}} level',
};
