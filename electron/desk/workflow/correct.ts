import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { DossierFields, DossierState } from '../../../domain/dossier/dossier.ts';
import { isFinished } from '../../../domain/dossier/status.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';
import { checkApplicant } from '../reception/applicant.ts';
import type { CorrectInput } from './types.ts';

const differing = <T extends object>(next: Partial<T>, current: T): Partial<T> =>
  Object.fromEntries(Object.entries(next).filter(([field, value]) => value !== undefined && value !== current[field as keyof T])) as Partial<T>;

/**
 * Mends what was typed wrong at reception. Only what differs is written, so that another desk's correction of another field
 * survives. The person's own record is mended with it where it had the same mistake.
 */
export const correct = ({ store, clock, officer }: SignedInDesk, { id, changes, reason }: CorrectInput): { changed: (keyof DossierFields)[] } | Problem =>
  store.write(officer.id, (tx): { changed: (keyof DossierFields)[] } | Problem => {
    const dossier = tx.state('dossier', id);
    if (!dossier) return problem('dossier.unknown');
    if (isFinished(dossier.status)) return problem('dossier.stepForbidden', { from: dossier.status, to: dossier.status });
    const { applicant: given, ...others } = changes;
    const checked = given && checkApplicant(given, clock.now());
    if (isProblem(checked)) return checked;
    const person = checked ? differing<CitizenFields>(checked, dossier.applicant) : {};
    const fields: Partial<DossierFields> = differing(others, dossier as DossierFields);
    const changed = [...Object.keys(fields), ...(Object.keys(person).length > 0 ? ['applicant'] : [])] as (keyof DossierFields)[];
    if (changed.length === 0) return { changed };
    if (reason.trim() === '') return problem('dossier.reasonRequired', { to: dossier.status });
    const payload = { changes: { ...fields, ...(Object.keys(person).length > 0 && { applicant: person }) }, reason: reason.trim() };
    tx.append({ entity: 'dossier', entityId: id, type: 'dossier.corrected', payload });

    const citizen = tx.state('citizen', dossier.citizenId);
    const samePerson = citizen && sameMistakes(person, dossier, citizen);
    if (samePerson && Object.keys(samePerson).length > 0) {
      tx.append({ entity: 'citizen', entityId: dossier.citizenId, type: 'citizen.corrected', payload: { changes: samePerson, fromCard: [] } });
    }
    return { changed };
  });

/** The number names the record itself, so it is never changed there. */
const sameMistakes = (person: Partial<CitizenFields>, dossier: DossierState, citizen: CitizenFields): Partial<CitizenFields> =>
  Object.fromEntries(
    Object.entries(person).filter(([field]) => field !== 'number' && citizen[field as keyof CitizenFields] === dossier.applicant[field as keyof CitizenFields]),
  ) as Partial<CitizenFields>;
