import { openCountsByOfficer } from '../../../db/queries/board.ts';
import { officers } from '../../../db/queries/officers.ts';
import { roleOfStage } from '../../../domain/dossier/flow.ts';
import { standInsOf } from '../../../domain/officer/delegation.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { askingOf } from './asking.ts';
import type { Person } from './types.ts';

/**
 * To whom a stage of this dossier may be handed, the best first: in charge of its field, at work today, with the fewest dossiers
 * in hand. Whoever has it in hand at that stage already is left out.
 */
export const peopleFor = (desk: SignedInDesk, { id, stage }: { id: string; stage: number }): Person[] | Problem => {
  const dossier = desk.store.state('dossier', id);
  if (!dossier) return problem('dossier.unknown');
  const place = dossier.flow[stage];
  if (!place) return problem('move.stageSkipped');
  const { find, today } = askingOf(desk);
  const role = roleOfStage(place);
  const loads = openCountsByOfficer(desk.store);
  const held = dossier.work.stage === stage ? dossier.work.officerId : '';
  return officers(desk.store)
    .filter((officer) => officer.isActive && officer.roles.includes(role) && officer.id !== held)
    .map((officer) => {
      const delegate = standInsOf(officer.id, find, today).at(-1);
      return {
        load: loads.get(officer.id) ?? 0,
        person: {
          officerId: officer.id,
          fullName: officer.fullName,
          title: officer.title,
          isInCharge: officer.fields?.includes(dossier.procedure.field) ?? false,
          isAway: delegate !== undefined,
          ...(delegate !== undefined && { delegateName: find(delegate)?.fullName ?? '' }),
        } satisfies Person,
      };
    })
    .sort((a, b) => Number(b.person.isInCharge) - Number(a.person.isInCharge) || Number(a.person.isAway) - Number(b.person.isAway) || a.load - b.load)
    .map(({ person }) => person);
};
