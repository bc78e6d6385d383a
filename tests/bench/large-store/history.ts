import { createHash } from 'node:crypto';
import { citizenIdOf } from '../../../domain/citizen/citizen.ts';
import { formatDossierCode } from '../../../domain/dossier/code.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { organisationIdOf } from '../../../domain/organisation/organisation.ts';
import type { ProcedureState } from '../../../domain/procedure/procedure.ts';
import { describeLimit } from '../../../domain/procedure/limit-text.ts';
import { addDays, type LocalDate, utcOf, weekdayOf } from '../../../domain/time.ts';
import { type Random, seededRandom } from '../../faults/simulator/random.ts';
import { organisationAt, personAt } from './people.ts';
import { paperTextOf } from './papers.ts';

export type Size = { dossiers: number; citizens: number };

/** Something that happened at a moment (UTC milliseconds), in the order of time. `isLast`: nothing more comes of this entity. */
export type Happening = { at: number; event: NewEvent; isLast: boolean };
/** Words of a digitised paper, to be found by the search. */
export type PaperText = { sha256: string; text: string };

const firstDay: LocalDate = '2019-01-07';
const agencyCode = 'H02.15.20';

/** What people mostly come for; the rest of the catalogue shares what is left. */
const commonest: readonly (readonly [string, number])[] = [
  ['2.000815', 0.34], ['2.000884', 0.1], ['1.001193', 0.08], ['2.000635', 0.09], ['1.000894', 0.05], ['1.004873', 0.06], ['1.000656', 0.04],
];

const idOf = (kind: string, index: number): string => {
  const hex = createHash('sha256').update(`${kind} ${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/**
 * Years of a desk: each working day some people come, most for the first time, and what they filed goes its way. Ends on
 * Friday, 20/11/2026, with the last days' dossiers still open. The same for the same size.
 */
export function* history({ dossiers, citizens }: Size, procedures: readonly ProcedureState[], texts: (paper: PaperText) => void): Generator<Happening> {
  const random = seededRandom('kho lớn');
  const days = workingDays(firstDay, '2026-11-20');
  const perDay = dossiers / days.length;
  if (perDay > 900) throw new Error('more dossiers than the desk has numbers');
  const organisations = Math.max(1, Math.round(dossiers / 50));
  const registered = new Set<number>();
  let newcomers = 0;
  let received = 0;
  const pending: Happening[][] = days.map(() => []);

  for (const [dayIndex, day] of days.entries()) {
    const today: Happening[] = pending[dayIndex]!;
    const later = (inDays: number, happening: Happening): void => void pending[dayIndex + inDays]?.push(happening);
    const until = Math.round((dayIndex + 1) * perDay);
    for (let order = 1; received < until; order += 1, received += 1) {
      const at = utcOf(day, 7 * 60 + 30) + Math.round((order / (perDay + 1)) * 8 * 3_600_000);
      // So that all are known at the end, and those who come again do so evenly.
      const isNewcomer = newcomers < citizens && (newcomers === 0 || random.chance((citizens - newcomers) / (dossiers - received)));
      const personIndex = isNewcomer ? newcomers++ : random.below(newcomers);
      const applicant = personAt(personIndex);
      const citizenId = citizenIdOf(applicant.number);
      if (isNewcomer) {
        const fields = { ...applicant };
        today.push({ at, isLast: true, event: { entity: 'citizen', entityId: citizenId, type: 'citizen.registered', payload: { fields, fromCard: ['number', 'fullName', 'dateOfBirth', 'sex', 'address', 'oldNumber', 'cardIssuedOn'] } } });
      }
      const owner = ownerOf(random, organisations, newcomers);
      if (owner?.fields.kind === 'organisation' && !registered.has(owner.index)) {
        registered.add(owner.index);
        today.push({ at, isLast: true, event: { entity: 'organisation', entityId: owner.id, type: 'organisation.registered', payload: { fields: owner.fields.organisation } } });
      }
      const dossierId = idOf('hồ sơ', received);
      const code = formatDossierCode({ agencyCode, receivedAt: at, deskNumber: 1, order }) as string;
      const procedure = procedureOf(random, procedures);
      const dueAt = utcOf(days[Math.min(dayIndex + 3, days.length - 1)]!, 17 * 60);
      const take = (inDays: number, event: Pick<NewEvent, 'type' | 'payload'>, isLast = false): Happening => ({
        at: at + inDays * 60_000,
        isLast,
        event: { entity: 'dossier', entityId: dossierId, ...event },
      });
      const step = (from: string, to: string, reason = ''): Pick<NewEvent, 'type' | 'payload'> => ({ type: 'dossier.stepTaken', payload: { from, to, reason } });
      const components = procedure.documents.slice(0, 6).map(({ key, name, kind, required }) => ({
        key, name, kind, required, isReceived: required || random.chance(0.4), originals: 1, certifiedCopies: 0, copies: 0,
      }));
      today.push(
        take(0, {
          type: 'dossier.received',
          payload: {
            code,
            procedure: { id: procedure.id, code: procedure.code, name: procedure.name, field: procedure.field, version: procedure.version },
            citizenId,
            ...(owner && { ownerId: owner.id }),
            components,
            fields: {
              applicant,
              ...(owner && { owner: owner.fields, authority: { kind: owner.fields.kind === 'organisation' ? 'legalRepresentative' : 'relative', document: '' } }),
              requestSummary: procedure.name,
              channel: random.chance(0.85) ? 'direct' : 'online',
              returnMethod: 'desk',
              sets: 1,
              feeVnd: procedure.feeVnd,
              note: random.chance(0.1) ? random.pick(['Công dân hẹn lấy buổi chiều', 'Đã gọi điện thoại', 'Cần gấp trước Tết', 'Bổ sung bản sao căn cước']) : '',
            },
            submittedAt: at,
            acceptedAt: at,
            dueAt,
            limitText: describeLimit(procedure.timeLimit),
            receivedByName: 'Nguyễn Thị Hoa',
          },
        }),
        take(0, { type: 'dossier.formIssued', payload: { form: 'receipt', pack: '2025', number: code.split('-').slice(1).join('-'), text: {}, digest: createHash('sha256').update(code).digest('hex') } }),
      );
      if (procedure.feeVnd && random.chance(0.9)) today.push(take(0, { type: 'dossier.paymentRecorded', payload: { method: 'cash', amountVnd: procedure.feeVnd, reference: '' } }));
      if (random.chance(0.1)) today.push(...scan(random, received, dossierId, components[0]?.key ?? 'd01', owner?.id ?? citizenId, applicant, at, texts));

      const begins = random.chance(0.8) ? 0 : 1;
      const ends = begins + random.below(4);
      const goes = ends + random.below(5);
      const happen = (inDays: number, happening: Happening): void => (inDays === 0 ? void today.push(happening) : later(inDays, { ...happening, at: utcOf(days[dayIndex + inDays] ?? day, 8 * 60) + (order % 400) * 60_000 }));
      happen(begins, take(1, step('accepted', 'processing')));
      if (random.chance(0.02)) {
        happen(ends, take(2, step('processing', 'withdrawn', 'Công dân rút hồ sơ'), true));
        continue;
      }
      happen(ends, take(2, step('processing', 'done')));
      happen(goes, take(3, step('done', 'returned'), true));
    }
    yield* today.sort((a, b) => a.at - b.at);
    pending[dayIndex] = [];
  }
}

const workingDays = (from: LocalDate, to: LocalDate): LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (weekdayOf(day) <= 5) days.push(day);
  return days;
};

const ownerOf = (random: Random, organisations: number, people: number) => {
  if (random.chance(0.04)) {
    const index = random.below(organisations);
    const organisation = organisationAt(index);
    return { index, id: organisationIdOf(organisation.taxCode), fields: { kind: 'organisation' as const, organisation } };
  }
  if (random.chance(0.06)) {
    const person = personAt(random.below(people));
    return { index: -1, id: citizenIdOf(person.number), fields: { kind: 'person' as const, person } };
  }
  return undefined;
};

const procedureOf = (random: Random, procedures: readonly ProcedureState[]): ProcedureState => {
  let at = random();
  for (const [code, share] of commonest) {
    at -= share;
    if (at < 0) return procedures.find((procedure) => procedure.code === code) ?? procedures[0]!;
  }
  return random.pick(procedures);
};

const scan = (
  random: Random,
  index: number,
  dossierId: string,
  componentKey: string,
  ownerId: string,
  applicant: Parameters<typeof paperTextOf>[1],
  at: number,
  texts: (paper: PaperText) => void,
): Happening[] => {
  const documentId = idOf('giấy tờ', index);
  const sha256 = createHash('sha256').update(documentId).digest('hex');
  texts({ sha256, text: paperTextOf(random, applicant) });
  const source = { folder: 'D:\\Máy quét', fileName: `quét ${index}.pdf`, sizeBytes: 250_000, modifiedAt: at };
  const common = { sha256, mediaType: 'application/pdf', sizeBytes: 250_000, pageCount: 2 };
  return [
    { at, isLast: false, event: { entity: 'document', entityId: documentId, type: 'document.scanned', payload: { source, ...common } } },
    { at: at + 1000, isLast: true, event: { entity: 'document', entityId: documentId, type: 'document.attached', payload: { dossierId, componentKey, sha256, typeCode: 'KQ.G15.000031', ownerId }, blobs: [sha256] } },
  ];
};
