import { documentsOf } from '../../../db/queries/dossiers.ts';
import type { WriteTransaction } from '../../../db/store.ts';
import { canonicalJson } from '../../../domain/canonical.ts';
import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { CorrectedFields, DossierFields } from '../../../domain/dossier/events.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import { checkApplicant } from '../reception/applicant.ts';
import { registerCitizen } from '../reception/citizen.ts';
import { checkRepresentation, registerOwner } from '../reception/owner.ts';
import type { CorrectInput } from './types.ts';

/** The names of what differed, `applicant` for anything about the person. */
export type Corrected = { changed: (keyof DossierFields)[] };

/**
 * Mends what was typed wrong at reception. Only what differs is written, so that another desk's correction of another field
 * survives. Another number means another person, to whom the dossier then belongs; otherwise the person's own record is mended
 * with it where it had the same mistake.
 */
export const correct = (desk: SignedInDesk, { id, changes, reason }: CorrectInput): Corrected | Problem =>
  desk.store.write(desk.officer.id, (tx): Corrected | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    if (isFinished(dossier.status)) return problem('dossier.alreadyFinished');
    const checked = check(changes, dossier, desk.clock.now());
    if (isProblem(checked)) return checked;
    const { person, fields } = checked;
    const isPersonChanged = Object.keys(person).length > 0;
    const changed = [...Object.keys(fields), ...(isPersonChanged ? ['applicant'] : [])] as (keyof DossierFields)[];
    if (changed.length === 0) return { changed };
    if (reason.trim() === '') return problem('dossier.reasonRequired', { to: dossier.status });

    const links = { ...linkApplicant(tx, dossier, person), ...linkOwner(tx, dossier, fields) };
    const payload = { changes: { ...fields, ...(isPersonChanged && { applicant: person }) }, reason: reason.trim(), ...links };
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.corrected', payload });
    handOverPapers(tx, desk, dossier);
    return { changed };
  });

type Differences = { person: Partial<CitizenFields>; fields: Omit<CorrectedFields, 'applicant'> };

const check = (changes: CorrectedFields, dossier: DossierState, now: number): Differences | Problem => {
  const { applicant, owner, authority, ...others } = changes;
  const person = applicant && checkApplicant(applicant, now);
  if (isProblem(person)) return person;
  const parties = checkParties({ owner, authority }, dossier, person ?? dossier.applicant, now);
  if (isProblem(parties)) return parties;
  const summary = others.requestSummary !== undefined && { requestSummary: others.requestSummary.trim() || dossier.procedure.name };
  return {
    person: person ? differing<CitizenFields>(person, dossier.applicant) : {},
    fields: differing<CorrectedFields>({ ...others, ...summary, ...parties }, dossier),
  };
};

type Parties = Pick<CorrectedFields, 'owner' | 'authority'>;

/** As they will stand; nobody acts for themselves by another's leave. */
const checkParties = ({ owner, authority }: Parties, dossier: DossierState, applicant: CitizenFields, now: number): Parties | Problem => {
  if (owner === undefined && authority === undefined) return {};
  const ownerNow = owner === undefined ? dossier.owner : (owner ?? undefined);
  const authorityNow = authority === undefined ? dossier.authority : (authority ?? undefined);
  const checked = checkRepresentation({ owner: ownerNow, authority: ownerNow && authorityNow }, applicant, now);
  return isProblem(checked) ? checked : { owner: checked.owner ?? null, authority: checked.authority ?? null };
};

const differing = <T extends object>(next: Partial<T>, current: Partial<T>): Partial<T> =>
  Object.fromEntries(
    Object.entries(next).filter(([field, value]) => value !== undefined && !isSame(value, current[field as keyof T])),
  ) as Partial<T>;

/** What was never said is the same as nothing: no copies asked for, no other address, not helped. */
const isSame = (next: unknown, current: unknown): boolean =>
  current === undefined ? next === null || next === '' || next === false || next === 0 : canonicalJson(next) === canonicalJson(current);

const linkApplicant = (tx: WriteTransaction, dossier: DossierState, person: Partial<CitizenFields>): { citizenId?: string } => {
  if (Object.keys(person).length === 0) return {};
  if (person.number !== undefined) return { citizenId: registerCitizen(tx, { ...dossier.applicant, ...person }, [], dossier.id) };
  const citizen = tx.state('citizen', dossier.citizenId);
  const same = Object.entries(person).filter(([field]) => citizen?.[field as keyof CitizenFields] === dossier.applicant[field as keyof CitizenFields]);
  if (same.length > 0) {
    tx.append({ entity: 'citizen', entityId: dossier.citizenId, type: 'citizen.corrected', payload: { changes: Object.fromEntries(same), fromCard: [] } });
  }
  return {};
};

const linkOwner = (tx: WriteTransaction, dossier: DossierState, { owner }: Pick<CorrectedFields, 'owner'>): { ownerId?: string | null } => {
  if (owner === undefined) return {};
  return { ownerId: owner === null ? null : registerOwner(tx, owner, dossier.id) };
};

/** Whose papers these are goes with the dossier, or they would be offered for reuse to a stranger. */
const handOverPapers = (tx: WriteTransaction, { store }: Desk, before: DossierState): void => {
  const after = tx.state('dossier', before.id)!;
  const ownerId = after.ownerId ?? after.citizenId;
  const previousId = before.ownerId ?? before.citizenId;
  if (ownerId === previousId) return;
  for (const document of documentsOf(store, before.id)) {
    // A reused paper was found under the owner's name: it stays theirs.
    if (document.sha256 === undefined || document.reusedFrom !== undefined || document.ownerId !== previousId) continue;
    const { dossierId, componentKey, sha256, typeCode } = document;
    const payload = { dossierId, componentKey, sha256, ...(typeCode !== undefined && { typeCode }), ownerId };
    tx.append({ entity: 'document', entityId: document.id, type: 'document.attached', payload, blobs: document.deskId === store.deskId ? [sha256] : [] });
  }
};
