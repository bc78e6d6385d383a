import { usualFlow } from '../../domain/dossier/flow.ts';
import { hybridTimeMs } from '../../domain/hybrid-clock.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reduceDossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/state.ts';
import { canStep, isFinished, isPaused, needsReason, type Status, statuses, stepsFrom } from '../../domain/dossier/status.ts';
import { fold } from '../../domain/entities.ts';
import { byClock, type DomainEvent } from '../../domain/event.ts';
import { component, dossierFields, dossierHistories, event, id, morning, received } from './histories.ts';

const reception = event(0, 'dossier.received', received);
const step = (at: number, from: Status, to: Status, desk = 'a', more: object = {}) => event(at, 'dossier.stepTaken', { from, to, reason: 'vì sao', ...more }, { desk });
const folded = (...events: DomainEvent[]): DossierState => fold('dossier', [reception, ...events])!;
const minute = (at: number) => morning + at * 60_000;

describe('the status machine', () => {
  it('has the national codes', () => {
    expect(statuses).toEqual({ registered: 1, accepted: 2, refused: 3, processing: 4, supplementRequested: 5, paymentRequested: 6, withdrawn: 7, suspended: 8, done: 9, returned: 10 });
  });

  it('knows these steps and no others', () => {
    const steps = Object.fromEntries((Object.keys(statuses) as Status[]).map((from) => [statuses[from], stepsFrom(from).map((to) => statuses[to]).toSorted((a, b) => a - b)]));
    expect(steps).toEqual({ 1: [2, 3, 5, 7], 2: [4, 5, 7], 3: [], 4: [5, 6, 7, 8, 9], 5: [2, 3, 4, 7, 8], 6: [4, 7], 7: [], 8: [4, 7], 9: [4, 10], 10: [] });
  });

  it('lets a citizen withdraw until the result is there', () => {
    expect((Object.keys(statuses) as Status[]).filter((from) => canStep(from, 'withdrawn'))).toEqual(['registered', 'accepted', 'processing', 'supplementRequested', 'paymentRequested', 'suspended']);
  });

  it('asks for a reason when the citizen is kept waiting or sent away', () => {
    expect([needsReason('registered', 'refused'), needsReason('processing', 'supplementRequested'), needsReason('done', 'processing'), needsReason('accepted', 'processing'), needsReason('done', 'returned')]).toEqual([true, true, true, false, false]);
  });
});

describe('a dossier', () => {
  it('is born accepted, with all that its receipt says', () => {
    const { fields, ...rest } = received;
    const nothingYet = { pauses: [], conflicts: [], payments: [], dueChanges: [], forms: [], moves: [], tellings: [], flow: usualFlow, work: { stage: 0, officerId: 'hoa', since: hybridTimeMs(reception.occurredAt) } };
    expect(folded()).toEqual({ ...fields, ...rest, ...nothingYet, id: id('it'), status: 'accepted', wasAccepted: true, deskId: 'a', receivedBy: 'hoa', updatedAt: reception.occurredAt });
  });

  it('keeps when it was finished and when the citizen had the result', () => {
    const { status, finishedAt, returnedAt } = folded(step(1, 'accepted', 'processing'), step(2, 'processing', 'done'), step(3, 'done', 'returned'));
    expect({ status, finishedAt, returnedAt }).toEqual({ status: 'returned', finishedAt: minute(2), returnedAt: minute(3) });
  });

  it('is not finished any more when a wrong result goes back', () => {
    expect(folded(step(1, 'accepted', 'processing'), step(2, 'processing', 'done'), step(3, 'done', 'processing'))).not.toHaveProperty('finishedAt');
  });

  it('keeps every interval in which its limit stood still', () => {
    expect(folded(step(1, 'accepted', 'supplementRequested'), step(5, 'supplementRequested', 'processing'), step(7, 'processing', 'paymentRequested')).pauses).toEqual([
      { from: minute(1), to: minute(5), reason: 'vì sao', status: 'supplementRequested' },
      { from: minute(7), reason: 'vì sao', status: 'paymentRequested' },
    ]);
  });

  it('moves its due date only by a step that says so', () => {
    expect([folded(step(1, 'accepted', 'processing')).dueAt, folded(step(1, 'accepted', 'processing', 'a', { dueAt: 42 })).dueAt]).toEqual([received.dueAt, 42]);
  });

  it('ignores a payload that is not one', () => {
    const nonsense = event(1, 'dossier.stepTaken', { from: 'accepted', to: 'nowhere' });
    expect([folded(nonsense), fold('dossier', [event(1, 'dossier.stepTaken', { from: 'accepted', to: 'processing', reason: '' })])]).toEqual([folded(), undefined]);
  });
});

describe('a dossier that is not accepted yet', () => {
  const handedIn = event(0, 'dossier.received', { ...received, startsAs: 'registered' });
  const of = (...events: DomainEvent[]): DossierState => fold('dossier', [handedIn, ...events])!;
  const acceptance = { acceptedAt: minute(60), dueAt: minute(600) };

  it('has its code, and no time limit that runs', () => {
    expect(of()).toMatchObject({ code: received.code, status: 'registered', wasAccepted: false, pauses: [], dueChanges: [] });
    expect(isPaused(of().status)).toBe(true);
  });

  it('is accepted from the moment that the step says, and nothing counts as put off', () => {
    expect(of(step(60, 'registered', 'accepted', 'a', acceptance))).toMatchObject({ status: 'accepted', wasAccepted: true, ...acceptance, dueChanges: [] });
  });

  it('that was sent home for papers is accepted when these are there', () => {
    const requested = [{ name: 'Giấy chứng sinh', note: 'bản chính' }];
    const sentHome = of(step(1, 'registered', 'supplementRequested', 'a', { requested }));
    expect(sentHome).toMatchObject({ status: 'supplementRequested', wasAccepted: false, requested });
    expect(of(step(1, 'registered', 'supplementRequested', 'a', { requested }), step(60, 'supplementRequested', 'accepted', 'a', acceptance))).toMatchObject({ wasAccepted: true, ...acceptance, dueChanges: [] });
  });

  it('may be refused, which ends it', () => {
    expect(of(step(1, 'registered', 'refused'))).toMatchObject({ status: 'refused', wasAccepted: false, finishedAt: minute(1) });
  });
});

describe('what happens at the counter afterwards', () => {
  const paid = (at: number, amountVnd: number, desk = 'a') => event(at, 'dossier.paymentRecorded', { method: 'cash', amountVnd, reference: '' }, { desk });
  const more = (at: number, type: string, dueAt: number, desk = 'a') => event(at, type, { previousDueAt: 0, dueAt, reason: 'vì sao', ...(type === 'dossier.extended' && { signedBy: 'Chủ tịch' }) }, { desk });
  const cancelled = (at: number, desk = 'a') => event(at, 'dossier.cancelled', { reason: 'nhận nhầm' }, { desk });

  it('payments add up, of two desks too; one that is taken back stays to be seen', () => {
    const [first, second] = [paid(1, 8000), paid(2, 5000, 'b')];
    const back = event(3, 'dossier.paymentCancelled', { paymentId: first.id, reason: 'thu nhầm' });
    expect(folded(first, second, back).payments).toEqual([
      { method: 'cash', amountVnd: 8000, reference: '', id: first.id, at: minute(1), by: 'hoa', cancelled: { at: minute(3), by: 'hoa', reason: 'thu nhầm' } },
      { method: 'cash', amountVnd: 5000, reference: '', id: second.id, at: minute(2), by: 'hoa' },
    ]);
  });

  it('a payment is taken back once: the first reason stays', () => {
    const payment = paid(1, 8000);
    const back = (at: number, reason: string) => event(at, 'dossier.paymentCancelled', { paymentId: payment.id, reason });
    expect(folded(payment, back(2, 'thu nhầm'), back(3, 'lần nữa')).payments[0]!.cancelled?.reason).toBe('thu nhầm');
  });

  it('each new date is kept beside the one before, with its cause', () => {
    const state = folded(more(1, 'dossier.extended', minute(900)), more(2, 'dossier.rescheduled', minute(950)));
    expect(state.dueAt).toBe(minute(950));
    expect(state.dueChanges.map(({ from, to, cause }) => [from, to, cause])).toEqual([
      [received.dueAt, minute(900), 'apology'],
      [minute(900), minute(950), 'calendar'],
    ]);
  });

  it('a step that moves the date leaves a trace of it, one that does not leaves none', () => {
    const events = [step(1, 'accepted', 'supplementRequested'), step(5, 'supplementRequested', 'processing', 'a', { dueAt: minute(700) }), step(6, 'processing', 'done', 'a', { dueAt: minute(700) })];
    expect(folded(...events).dueChanges).toEqual([{ from: received.dueAt, to: minute(700), cause: 'pause', reason: 'vì sao', at: minute(5), by: 'hoa' }]);
  });

  it('received in error it is over, with no result, and says by whom and why', () => {
    expect(folded(cancelled(30))).toMatchObject({ code: received.code, status: 'withdrawn', finishedAt: minute(30), cancelled: { at: minute(30), by: 'hoa', reason: 'nhận nhầm' } });
    expect(folded(cancelled(30), cancelled(31, 'b')).cancelled?.at).toBe(minute(30));
  });

  it('another desk handles it meanwhile: whether it was in error is a conflict, and whoever is right in the end is believed', () => {
    const [handled, error] = [step(1, 'accepted', 'processing', 'b'), cancelled(2)];
    const settle = (eventId: string, status: Status) => event(9, 'dossier.conflictSettled', { eventId, status, note: 'đã hỏi' });
    expect(folded(handled, error)).toMatchObject({ status: 'processing', conflicts: [{ eventId: error.id, to: 'withdrawn' }] });
    expect(folded(handled, error)).not.toHaveProperty('cancelled');
    expect(folded(handled, error, settle(error.id, 'withdrawn'))).toMatchObject({ status: 'withdrawn', cancelled: { reason: 'nhận nhầm' } });
    const later = step(3, 'accepted', 'processing', 'b');
    const overruled = folded(cancelled(2), later, settle(later.id, 'processing'));
    expect(overruled.status).toBe('processing');
    expect(overruled).not.toHaveProperty('cancelled');
    expect(overruled).not.toHaveProperty('finishedAt');
  });

  it('forms that were made out stay in their order', () => {
    const form = (at: number, name: string) => event(at, 'dossier.formIssued', { form: name, pack: '2025', number: '261123-1001', text: { reason: 'thiếu' } });
    const [receipt, request] = [form(1, 'receipt'), form(2, 'supplementRequest')];
    expect(folded(receipt, request).forms).toEqual([
      { form: 'receipt', pack: '2025', number: '261123-1001', text: { reason: 'thiếu' }, id: receipt.id, at: minute(1), by: 'hoa' },
      { form: 'supplementRequest', pack: '2025', number: '261123-1001', text: { reason: 'thiếu' }, id: request.id, at: minute(2), by: 'hoa' },
    ]);
  });

  it('another person turns out to be meant, and the owner is the applicant after all', () => {
    const owner = { kind: 'person', person: { ...dossierFields.applicant, fullName: 'Trần Văn Bốn' } };
    const corrected = (at: number, payload: object) => event(at, 'dossier.corrected', { reason: 'nhầm', ...payload });
    const withOwner = corrected(1, { changes: { owner }, ownerId: id('o'), citizenId: id('c2') });
    expect(folded(withOwner)).toMatchObject({ owner, ownerId: id('o'), citizenId: id('c2') });
    const without = folded(withOwner, corrected(2, { changes: { owner: null }, ownerId: null }));
    expect([without.owner, without.ownerId]).toEqual([undefined, undefined]);
  });
});

describe('two desks that were apart', () => {
  it('took the same step: one fact, told twice', () => {
    expect(folded(step(1, 'accepted', 'processing', 'a'), step(2, 'accepted', 'processing', 'b'))).toMatchObject({ status: 'processing', conflicts: [] });
  });

  const disagreement = [step(1, 'accepted', 'withdrawn', 'a'), step(2, 'accepted', 'processing', 'b')];
  it('took steps that exclude each other: the later is kept as a conflict', () => {
    expect(folded(...disagreement)).toMatchObject({
      status: 'withdrawn',
      conflicts: [{ eventId: disagreement[1]!.id, from: 'withdrawn', to: 'processing', deskId: 'b', actorId: 'hoa', reason: 'vì sao' }],
    });
  });

  const settle = (at: number, status: Status, desk = 'a') => event(at, 'dossier.conflictSettled', { eventId: disagreement[1]!.id, status, note: 'đã hỏi dân' }, { desk });
  it('an officer settles it', () => {
    const settled = settle(9, 'processing');
    expect(folded(...disagreement, settled)).toMatchObject({ status: 'processing', conflicts: [{ settledBy: { actorId: 'hoa', at: settled.occurredAt, note: 'đã hỏi dân' } }] });
  });

  it('two officers settle it alike, or differently: the second word is a conflict again, not a silent change', () => {
    const first = settle(9, 'processing');
    const alike = folded(...disagreement, first, settle(10, 'processing', 'b'));
    const differently = folded(...disagreement, first, settle(10, 'withdrawn', 'b'));
    expect([alike.conflicts.length, differently.status, differently.conflicts.map(({ to, settledBy }) => [to, settledBy !== undefined])]).toEqual([
      1,
      'processing',
      [['processing', true], ['withdrawn', false]],
    ]);
  });

  it('confirming the status in force keeps its times', () => {
    const events = [step(1, 'accepted', 'processing'), step(2, 'processing', 'done'), step(3, 'done', 'returned'), step(4, 'accepted', 'withdrawn', 'b')];
    const settled = event(9, 'dossier.conflictSettled', { eventId: events[3]!.id, status: 'returned', note: 'đã trả' });
    expect(folded(...events, settled)).toMatchObject({ status: 'returned', finishedAt: minute(2), returnedAt: minute(3) });
  });

  it('corrected different fields, of the applicant too: both stand; the same field: the later', () => {
    const correct = (at: number, changes: object, desk: string) => event(at, 'dossier.corrected', { changes, reason: 'nhầm' }, { desk });
    const state = folded(correct(1, { note: 'a', sets: 2, applicant: { phone: '0912' } }, 'a'), correct(2, { note: 'b', applicant: { email: 'lan@vd.vn' } }, 'b'));
    expect({ note: state.note, sets: state.sets, applicant: state.applicant }).toEqual({ note: 'b', sets: 2, applicant: { ...dossierFields.applicant, phone: '0912', email: 'lan@vd.vn' } });
  });

  it('checked different papers: both stand', () => {
    const check = (at: number, key: string, desk: string) => event(at, 'dossier.componentsChecked', { components: [component(key, { isReceived: true })] }, { desk });
    expect(folded(check(1, 'd02', 'b'), check(2, 'd01', 'a'), check(3, 'd03', 'a')).components.map(({ key, isReceived }) => [key, isReceived])).toEqual([['d01', true], ['d02', true], ['d03', true]]);
  });
});

describe('laws of the dossier', () => {
  const shuffled = dossierHistories.chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));

  it('its state does not depend on the order in which events arrive', () => {
    fc.assert(fc.property(shuffled, ([events, arrival]) => void expect(fold('dossier', arrival)).toEqual(fold('dossier', events))));
  });

  it('two desks that have exchanged their logs show the same', () => {
    const own = (events: DomainEvent[], desk: string) => events.filter((entry) => entry.deskId === desk);
    fc.assert(
      fc.property(dossierHistories, (events) => {
        const [a, b, c] = ['a', 'b', 'c'].map((desk) => own(events, desk)) as [DomainEvent[], DomainEvent[], DomainEvent[]];
        expect(fold('dossier', [...a, ...b, ...c])).toEqual(fold('dossier', [...c, ...b, ...a]));
      }),
    );
  });

  it('reducing leaves the state before as it was', () => {
    fc.assert(
      fc.property(dossierHistories, (events) => {
        const states = events.toSorted(byClock).reduce<(DossierState | undefined)[]>((all, entry) => [...all, reduceDossier(all.at(-1), entry)], []);
        const kept = structuredClone(states);
        events.toSorted(byClock).forEach((entry, index) => reduceDossier(states[index], entry));
        expect(states).toEqual(kept);
      }),
    );
  });

  it('no step is lost: each is the way to the status, or told twice, or a conflict', () => {
    fc.assert(
      fc.property(dossierHistories, (events) => {
        const state = fold('dossier', events)!;
        expect(Object.keys(statuses)).toContain(state.status);
        expect(state.pauses.every(({ from, to }) => to === undefined || to >= from)).toBe(true);
        // Handed in and never touched, it waits without an interval: its limit has not begun.
        const isWaiting = isPaused(state.status) && (state.status !== 'registered' || state.pauses.length > 0);
        expect(state.pauses.filter(({ to }) => to === undefined).length).toBe(isWaiting ? 1 : 0);
        // Every date that was promised is followed by the next one, up to the one in force.
        if (events[0]!.payload.startsAs === undefined) expect(state.dueChanges.every(({ to }, index) => to === (state.dueChanges[index + 1]?.from ?? state.dueAt))).toBe(true);
        expect(state.cancelled === undefined || state.status === 'withdrawn').toBe(true);
        expect(state.finishedAt !== undefined).toBe(isFinished(state.status));
        expect(new Set(state.conflicts.map(({ eventId }) => eventId)).size).toBe(state.conflicts.length);
      }),
    );
  });

  it('the state is the same from the log’s JSON', () => {
    fc.assert(fc.property(dossierHistories, (events) => void expect(JSON.parse(JSON.stringify(fold('dossier', events)))).toEqual(fold('dossier', JSON.parse(JSON.stringify(events))))));
  });
});
