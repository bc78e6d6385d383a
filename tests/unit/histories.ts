import fc from 'fast-check';
import { v5 as uuidV5 } from 'uuid';
import type { CitizenFields } from '../../domain/citizen/citizen.ts';
import type { Component, DossierFields } from '../../domain/dossier/events.ts';
import { type Status, statuses } from '../../domain/dossier/status.ts';
import { type DomainEvent, genesisHash, hashEvent, type NewEvent } from '../../domain/event.ts';
import { formatHybridTime } from '../../domain/hybrid-clock.ts';
import { utcOf } from '../../domain/time.ts';

/** Events as a desk's log would hold them, for tests of what is folded from them. */
export const id = (name: string): string => uuidV5(name, '00000000-0000-5000-8000-000000000000');

export const morning = utcOf('2026-11-23', 8 * 60);

/** `at`: minutes after 08:00 on 23/11/2026, Vietnam time. */
export const event = (at: number, type: string, payload: object, { desk = 'a', seq = at + 1, entityId = id('it'), actor = 'hoa' } = {}): DomainEvent => {
  const unsigned = {
    id: id(`${desk}:${seq}:${type}`),
    deskId: desk,
    deskSeq: seq,
    entity: type.split('.')[0] as NewEvent['entity'],
    entityId,
    type,
    payload: payload as Record<string, unknown>,
    blobs: [],
    actorId: actor,
    occurredAt: formatHybridTime(morning + at * 60_000, 0, desk),
    prevHash: genesisHash,
  };
  return { ...unsigned, hash: hashEvent(unsigned) };
};

export const citizen: CitizenFields = {
  number: '024190001234',
  fullName: 'Nguyễn Thị Lan',
  dateOfBirth: '1990-05-17',
  sex: 'Nữ',
  address: 'Thôn Vĩnh Ninh, xã Lục Sơn, huyện Lục Nam, Bắc Giang',
  phone: '',
  email: '',
  oldNumber: '',
  cardIssuedOn: '2021-04-15',
};

export const component = (key: string, changes: Partial<Component> = {}): Component => ({
  key,
  name: `Giấy tờ ${key}`,
  kind: 'original',
  required: true,
  isReceived: false,
  originals: 0,
  certifiedCopies: 0,
  copies: 0,
  ...changes,
});

export const dossierFields: DossierFields = {
  applicant: citizen,
  requestSummary: 'Đăng ký khai sinh cho con',
  channel: 'direct',
  returnMethod: 'desk',
  sets: 1,
  feeVnd: 0,
  note: '',
};

export const received = {
  code: 'H02.15.20-261123-1001',
  procedure: { id: id('p'), code: '1.001193', name: 'Thủ tục đăng ký khai sinh', field: 'Hộ tịch', version: 'f'.repeat(64) },
  citizenId: id('c'),
  components: [component('d01'), component('d02')],
  fields: dossierFields,
  submittedAt: morning,
  acceptedAt: morning,
  dueAt: utcOf('2026-11-23', 17 * 60),
  limitText: 'Trong ngày làm việc',
  receivedByName: 'Nguyễn Thị Hoa',
};

const status = fc.constantFrom(...(Object.keys(statuses) as Status[]));

const dueAt = fc.nat(9).map((days) => morning + days * 86_400_000);

const place = fc.nat(4);
/** On by one stage more often than not, so that histories come somewhere. */
const movement = fc.oneof(
  fc.record({ type: fc.constant('dossier.moved'), payload: fc.record({ from: place, to: place, officerId: fc.constantFrom('', 'hoa', 'binh'), reason: fc.constant('') }) }),
  fc.nat(3).map((from) => ({ type: 'dossier.moved', payload: { from, to: from + 1, officerId: 'binh', reason: '' } })),
  fc.record({ type: fc.constant('dossier.moveAnswered'), payload: fc.record({ moveId: fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 2, max: 15 })).map(([desk, seq]) => id(`${desk}:${seq}:dossier.moved`)), isAccepted: fc.boolean(), reason: fc.constant('') }) }),
  fc.record({
    type: fc.constant('dossier.handedOver'),
    payload: fc.constant({ method: 'desk', receiver: 'applicant', name: 'Lan', number: '', authority: '', identity: 'seen', signature: 'paper', trackingNumber: '' }),
  }),
);

/** Anything that could follow a reception, sensible or not, at any of three desks and in any minute of two hours. */
const later = fc
  .record({
    minute: fc.integer({ min: 1, max: 120 }),
    desk: fc.constantFrom('a', 'b', 'c'),
    what: fc.oneof(
      fc.record({ type: fc.constant('dossier.stepTaken'), payload: fc.record({ from: status, to: status, reason: fc.constant('vì sao') }) }),
      fc.record({
        type: fc.constant('dossier.corrected'),
        payload: fc.record({
          changes: fc.record({ note: fc.string({ maxLength: 9 }), sets: fc.integer({ min: 1, max: 9 }), applicant: fc.record({ phone: fc.string({ maxLength: 9 }) }) }, { requiredKeys: [] }),
          reason: fc.constant('nhầm'),
        }),
      }),
      fc.record({
        type: fc.constant('dossier.componentsChecked'),
        payload: fc.record({ components: fc.constantFrom([component('d01', { isReceived: true })], [component('d02', { copies: 2 })]) }),
      }),
      fc.record({
        type: fc.constant('dossier.stepTaken'),
        payload: fc.record({ from: fc.constantFrom('registered', 'accepted'), to: fc.constantFrom('accepted', 'processing'), reason: fc.constant('vì sao'), dueAt: dueAt, acceptedAt: dueAt }),
      }),
      fc.record({ type: fc.constant('dossier.paymentRecorded'), payload: fc.record({ method: fc.constantFrom('cash', 'transfer'), amountVnd: fc.nat(9), reference: fc.constant('') }) }),
      fc.record({ type: fc.constant('dossier.extended'), payload: fc.record({ previousDueAt: dueAt, dueAt, reason: fc.constant('quá tải'), signedBy: fc.constant('') }) }),
      fc.record({ type: fc.constant('dossier.rescheduled'), payload: fc.record({ previousDueAt: dueAt, dueAt, reason: fc.constant('nghỉ bù') }) }),
      fc.record({ type: fc.constant('dossier.cancelled'), payload: fc.constant({ reason: 'nhận nhầm' }) }),
      fc.record({ type: fc.constant('dossier.formIssued'), payload: fc.constant({ form: 'receipt', pack: '2025', number: '', text: {} }) }),
      fc.record({ type: fc.constant('dossier.stepTaken'), payload: fc.record({ nonsense: fc.string() }) }),
      movement,
      movement,
      fc.record({ type: fc.constant('dossier.apologyDrafted'), payload: fc.record({ dueAt, reason: fc.constant('quá tải') }) }),
      fc.record({ type: fc.constant('dossier.citizenTold'), payload: fc.record({ method: fc.constant('call'), isReached: fc.boolean(), note: fc.constant('') }) }),
      fc.record({ type: fc.constant('dossier.rated'), payload: fc.record({ score: fc.constantFrom('satisfied', 'dissatisfied'), comment: fc.constant('') }) }),
    ),
  })
  .map(({ minute, desk, what }) => ({ minute, desk, ...what }));

/** A dossier's events of up to three desks, in clock order, some settling a conflict that an earlier one may have raised. */
export const dossierHistories: fc.Arbitrary<DomainEvent[]> = fc
  .tuple(fc.array(later, { maxLength: 14 }), fc.array(fc.tuple(status, fc.nat(), fc.boolean()), { maxLength: 3 }), fc.boolean())
  .map(([entries, settlements, isAccepted]) => {
    const events = [event(0, 'dossier.received', isAccepted ? received : { ...received, startsAs: 'registered' }), ...entries.map((entry, index) => event(entry.minute, entry.type, entry.payload, { desk: entry.desk, seq: index + 2 }))];
    const settled = settlements.map(([chosen, pick, isMoveRight], index) =>
      event(121 + index, 'dossier.conflictSettled', { eventId: events[pick % events.length]!.id, status: chosen, note: 'đã xem', ...(isMoveRight && { isMoveRight }) }, { desk: 'b', seq: 100 + index }),
    );
    return [...events, ...settled];
  });
