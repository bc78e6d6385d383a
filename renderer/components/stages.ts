import { IconFileCheck, IconListSearch, IconRubberStamp, IconSignature, IconUserCheck, type Icon } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { FlowStage, StageKind } from '../../domain/dossier/flow.ts';

export const stageIcons: Record<StageKind, Icon> = {
  receive: IconFileCheck,
  examine: IconListSearch,
  approve: IconSignature,
  seal: IconRubberStamp,
  return: IconUserCheck,
};

/**
 * Where a stage is worked on, for a stage that is away; empty for the commune's own.
 *
 * @param level what the level above is called: «huyện», «tỉnh»
 */
export const stagePlaceText = (t: TFunction, { place, agency }: Pick<FlowStage, 'place' | 'agency'>, level: string): string => {
  if (place === 'commune') return '';
  if (agency !== '') return agency;
  return t(`stagePlace.${place}`, { level });
};
