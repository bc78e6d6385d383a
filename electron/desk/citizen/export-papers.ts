import { papersExportedSchema } from '../../../domain/document/exported.ts';
import type { DomainEvent } from '../../../domain/event.ts';
import { hybridTimeMs } from '../../../domain/hybrid-clock.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { fileOf, standingFor, usesOf } from './papers.ts';
import type { PapersExport } from './types.ts';

/** Whose papers: the one way to a person's and to an organisation's. */
export type Holder = { id: string; entity: 'citizen' | 'organisation'; name: string; number: string };

export const holderById = ({ store }: Pick<Desk, 'store'>, id: string): Holder | undefined => {
  const citizen = store.state('citizen', id);
  if (citizen) return { id, entity: 'citizen', name: citizen.fullName, number: citizen.number };
  const organisation = store.state('organisation', id);
  return organisation && { id, entity: 'organisation', name: organisation.name, number: organisation.taxCode };
};

type Input = { ownerId: string; documentIds: readonly string[]; purpose: string };

/**
 * Writes down that these papers are handed out, and what for, before any byte is. The files are under
 * `/files/citizen-export/<ownerId>/<exportId>.zip`.
 */
export const exportPapers = (desk: SignedInDesk, { ownerId, documentIds, purpose }: Input): { exportId: string } | Problem => {
  const holder = holderById(desk, ownerId);
  if (!holder) return problem('citizen.unknown');
  const papers = usesOf(desk, ownerId);
  const chosen = documentIds.map((id) => papers.find((uses) => standingFor(uses).document.id === id));
  if (chosen.some((uses) => uses === undefined)) return problem('document.unknown');
  if (chosen.every((uses) => fileOf(desk, uses!) === undefined)) return problem('export.nothingHere');
  return desk.store.write(desk.officer.id, (tx) => {
    const event = tx.append({ entity: holder.entity, entityId: ownerId, type: `${holder.entity}.exported`, payload: { documentIds: [...new Set(documentIds)], purpose } });
    return { exportId: event.id };
  });
};

export const isExport = ({ type }: DomainEvent): boolean => type === 'citizen.exported' || type === 'organisation.exported';

/** @param events of the holder */
export const exportsOf = ({ store }: Pick<Desk, 'store'>, events: readonly DomainEvent[]): PapersExport[] =>
  events
    .filter(isExport)
    .map(({ id, occurredAt, actorId, payload }) => {
      const { documentIds, purpose } = papersExportedSchema.parse(payload);
      return { eventId: id, at: hybridTimeMs(occurredAt), actorName: store.state('officer', actorId)?.fullName ?? '', count: documentIds.length, purpose };
    })
    .reverse();
