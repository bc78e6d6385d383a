import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dossierCounts } from '../../db/queries/dossiers.ts';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { isPaused } from '../../domain/dossier/status.ts';
import { organisationIdOf } from '../../domain/organisation/organisation.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { utcOf } from '../../domain/time.ts';
import { cancel } from '../../electron/desk/workflow/cancel.ts';
import { correct } from '../../electron/desk/workflow/correct.ts';
import { extend } from '../../electron/desk/workflow/extend.ts';
import { listDossiers } from '../../electron/desk/workflow/list.ts';
import { cancelPayment, recordPayment } from '../../electron/desk/workflow/payments.ts';
import { openStepsOf, takeStep } from '../../electron/desk/workflow/take-step.ts';
import type { StepInput } from '../../electron/desk/workflow/types.ts';
import { viewDossier } from '../../electron/desk/workflow/view.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { type DossierToMake, makeDossier } from '../fixtures/dossiers.ts';
import { birth, someApplicant } from '../fixtures/reception.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const closing = (date: string): number => utcOf(date, 17 * 60);
const requested = [{ name: 'Giấy chứng sinh', note: 'bản chính' }];

const make = (input: Partial<DossierToMake> = {}) => makeDossier(made.as('hoa'), { procedureId: threeDays, ...input });
const step = (id: string, to: StepInput['to'], more: Partial<StepInput> = {}) => takeStep(made.as('binh'), { id, to, reason: 'vì thế', ...(to === 'supplementRequested' && { requested }), ...more });
const stateOf = (id: string) => made.store.state('dossier', id)!;
const formsOf = (id: string) => stateOf(id).forms.map(({ form, text }) => [form, text]);

const editProcedure = (id: string, changes: object): void => {
  const { id: _, isRetired: _r, version: _v, updatedAt: _u, isBaseline: _b, ...fields } = made.store.state('procedure', id)!;
  made.store.write(made.as('quantri').officer.id, (tx) => void tx.append({ entity: 'procedure', entityId: id, type: 'procedure.published', payload: { ...fields, ...changes } }));
};

describe('a request to supplement', () => {
  it('says what is to be brought, and its form is made out with it', () => {
    const { id } = make();
    expect(step(id, 'supplementRequested', { requested: [] })).toMatchObject({ problem: 'dossier.nothingRequested' });
    expect(step(id, 'supplementRequested', { requested: [{ name: '  ', note: 'gì đó' }] })).toMatchObject({ problem: 'dossier.nothingRequested' });
    const taken = must(step(id, 'supplementRequested', { reason: 'thiếu giấy' }));
    expect(stateOf(id)).toMatchObject({ status: 'supplementRequested', requested, forms: [{ id: taken.formId, form: 'supplementRequest', text: { reason: 'thiếu giấy' } }] });
  });

  it('without a form where the officer wants none', () => {
    const { id } = make();
    expect(must(step(id, 'supplementRequested', { form: false }))).not.toHaveProperty('formId');
    expect(formsOf(id)).toEqual([]);
  });

  it('there and back twice: every interval is kept, and each moves the date by what it took', () => {
    const { id } = make();
    expect(stateOf(id).dueAt).toBe(closing('2026-11-27'));
    must(step(id, 'supplementRequested'));
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    expect(must(step(id, 'processing')).dueAt).toBe(closing('2026-12-01'));
    made.clock.set(utcOf('2026-11-27', 9 * 60));
    must(step(id, 'supplementRequested'));
    made.clock.set(utcOf('2026-11-30', 9 * 60));
    expect(must(step(id, 'processing')).dueAt).toBe(closing('2026-12-02'));
    expect(stateOf(id)).toMatchObject({
      pauses: [{ from: utcOf('2026-11-23', 8 * 60), to: utcOf('2026-11-26', 9 * 60) }, { from: utcOf('2026-11-27', 9 * 60), to: utcOf('2026-11-30', 9 * 60) }],
      dueChanges: [{ from: closing('2026-11-27'), to: closing('2026-12-01'), cause: 'pause' }, { from: closing('2026-12-01'), to: closing('2026-12-02'), cause: 'pause' }],
    });
    expect(must(viewDossier(made.as('hoa'), { id })).timeline.flatMap(({ before }) => before ?? [])).toEqual([{ dueAt: closing('2026-11-27') }, { dueAt: closing('2026-12-01') }]);
  });

  it('runs on, or starts again, as the procedure’s version at reception says, whatever was edited since', () => {
    editProcedure(threeDays, { pausePolicy: 'restart' });
    const again = make().id;
    editProcedure(threeDays, { pausePolicy: 'resume' });
    const on = make().id;
    editProcedure(threeDays, { pausePolicy: 'restart', timeLimit: { value: 20, unit: 'working-day' } });
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    for (const id of [again, on]) must(step(id, 'supplementRequested'));
    made.clock.set(utcOf('2026-11-27', 9 * 60));
    expect([again, on].map((id) => must(step(id, 'processing')).dueAt)).toEqual([closing('2026-12-02'), closing('2026-11-30')]);
  });
});

describe('papers come back to a dossier that was never accepted', () => {
  const [first, second] = ['d01', 'd02'];
  const sentHome = () => {
    const { id } = make({ startsAs: 'registered', missing: [first!, second!] });
    must(step(id, 'supplementRequested'));
    return id;
  };

  it('it is accepted now: the limit runs from now, and the receipt is made out', () => {
    const id = sentHome();
    made.clock.set(utcOf('2026-12-02', 10 * 60));
    const keys = stateOf(id).components.filter(({ isReceived }) => !isReceived).map(({ key }) => key);
    const brought = keys.map((key) => ({ key, originals: 1, certifiedCopies: 0, copies: 0 }));
    const taken = must(takeStep(made.as('hoa'), { id, to: 'accepted', reason: '', brought }));
    expect(taken).toMatchObject({ status: 'accepted', dueAt: closing('2026-12-07') });
    expect(stateOf(id)).toMatchObject({ wasAccepted: true, acceptedAt: made.clock.now(), submittedAt: utcOf('2026-11-23', 8 * 60), dueAt: taken.dueAt, dueChanges: [] });
    expect(stateOf(id).components.every(({ isReceived }) => isReceived)).toBe(true);
    expect(stateOf(id).forms.map(({ id: formId, form }) => [formId, form]).at(-1)).toEqual([taken.formId, 'receipt']);
  });

  it('not while a required paper is still missing, and an unknown paper is none', () => {
    const id = sentHome();
    const missing = stateOf(id).components.filter(({ isReceived, required }) => required && !isReceived);
    expect(missing.length).toBeGreaterThan(0);
    expect(takeStep(made.as('hoa'), { id, to: 'accepted', reason: '' })).toMatchObject({ problem: 'dossier.requiredDocumentMissing', data: { count: missing.length } });
    expect(takeStep(made.as('hoa'), { id, to: 'accepted', reason: '', brought: [{ key: 'lạ', originals: 1, certifiedCopies: 0, copies: 0 }] })).toMatchObject({ problem: 'component.unknown' });
    expect(stateOf(id).status).toBe('supplementRequested');
  });

  it('or it is refused after all; an accepted dossier can be refused no more', () => {
    const id = sentHome();
    must(step(id, 'refused', { reason: 'không thuộc thẩm quyền' }));
    expect([stateOf(id).status, formsOf(id).at(-1)]).toEqual(['refused', ['refusal', { reason: 'không thuộc thẩm quyền' }]]);
    const accepted = make().id;
    must(step(accepted, 'supplementRequested'));
    expect(step(accepted, 'refused')).toMatchObject({ problem: 'dossier.stepForbidden' });
    expect(must(viewDossier(made.as('hoa'), { id: accepted })).nextSteps.map(({ to }) => to)).not.toContain('refused');
  });
});

describe('stop, resume and withdrawal', () => {
  it('a stop has its notice in the forms of 2025, and the days of the stop are given back', () => {
    const { id } = make();
    must(step(id, 'processing'));
    expect(must(step(id, 'suspended')).formId).toBe(stateOf(id).forms[0]!.id);
    expect(formsOf(id)).toEqual([['stopNotice', { reason: 'vì thế' }]]);
    made.clock.set(utcOf('2026-11-26', 9 * 60));
    expect(must(step(id, 'processing')).dueAt).toBe(closing('2026-12-01'));
  });

  it('the forms of 2018 have none', () => {
    made.clock.set(utcOf('2025-06-02', 9 * 60));
    const { id } = make();
    must(step(id, 'processing'));
    expect(must(step(id, 'suspended'))).not.toHaveProperty('formId');
  });

  it('a withdrawal keeps what was given back', () => {
    const { id } = make();
    must(recordPayment(made.as('hoa'), { id, method: 'cash', amountVnd: 8000, reference: '' }));
    must(step(id, 'withdrawn', { refundVnd: 8000 }));
    expect(stateOf(id)).toMatchObject({ status: 'withdrawn', refundVnd: 8000, finishedAt: made.clock.now() });
    expect(step(id, 'processing')).toMatchObject({ problem: 'dossier.stepForbidden' });
  });
});

describe('laws of pauses', () => {
  const advances = fc.array(fc.record({ hours: fc.integer({ min: 0, max: 80 }), pick: fc.nat() }), { minLength: 1, maxLength: 12 });

  it('whatever happens to a dossier, its pauses never overlap and its date is never earlier than before', () => {
    fc.assert(
      fc.property(advances, fc.constantFrom('resume', 'restart'), (moves, pausePolicy) => {
        editProcedure(threeDays, { pausePolicy });
        const { id } = make();
        let due = stateOf(id).dueAt;
        for (const { hours, pick } of moves) {
          made.clock.advance(hours * 3_600_000);
          const open = openStepsOf(stateOf(id)).filter((to) => to !== 'withdrawn');
          if (open.length === 0) break;
          must(step(id, open[pick % open.length]!, { form: false }));
          const { dueAt, pauses, status } = stateOf(id);
          expect(dueAt).toBeGreaterThanOrEqual(due);
          due = dueAt;
          expect(pauses.every(({ from, to }, index) => (to === undefined ? index === pauses.length - 1 && isPaused(status) : to >= from) && (index === 0 || pauses[index - 1]!.to! <= from))).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('a correction', () => {
  it('shows the values before and after in the timeline', () => {
    const { id } = make();
    must(correct(made.as('hoa'), { id, changes: { applicant: { ...someApplicant, fullName: 'Đặng Thị Ngọc Anh' }, note: 'gọi trước', sets: 2 }, reason: 'gõ nhầm' }));
    const entry = must(viewDossier(made.as('hoa'), { id })).timeline.at(-1)!;
    expect(entry).toMatchObject({ type: 'dossier.corrected', before: { applicant: { fullName: someApplicant.fullName }, note: '', sets: 1 }, payload: { changes: { applicant: { fullName: 'Đặng Thị Ngọc Anh' }, note: 'gọi trước', sets: 2 } } });
  });

  it('another number links the dossier, and its papers, to that person', () => {
    const { id } = make();
    const documentId = attachTo(id, citizenIdOf(someApplicant.number));
    const number = '024186009999';
    must(correct(made.as('hoa'), { id, changes: { applicant: { ...someApplicant, number } }, reason: 'nhầm số' }));
    expect(stateOf(id)).toMatchObject({ citizenId: citizenIdOf(number), applicant: { number } });
    expect(made.store.state('citizen', citizenIdOf(number))).toMatchObject({ number, fullName: someApplicant.fullName });
    // The person whose number it was stays as they were known.
    expect(made.store.state('citizen', citizenIdOf(someApplicant.number))).toMatchObject({ number: someApplicant.number });
    expect(made.store.state('document', documentId)).toMatchObject({ ownerId: citizenIdOf(number), dossierId: id, componentKey: 'd01' });
    expect(correct(made.as('hoa'), { id, changes: { applicant: { ...someApplicant, number: '12345' } }, reason: 'x' })).toMatchObject({ problem: 'citizenNumber.malformed' });
  });

  it('gives it an owner, and takes the owner away again', () => {
    const { id } = make();
    const organisation = { taxCode: '0100109106', name: 'Công ty Viễn thông', kind: 'enterprise', address: '', representative: '', phone: '', email: '' } as const;
    const owner = { kind: 'organisation', organisation } as const;
    expect(correct(made.as('hoa'), { id, changes: { owner }, reason: 'nộp thay' })).toMatchObject({ problem: 'reception.authorityMissing' });
    must(correct(made.as('hoa'), { id, changes: { owner, authority: { kind: 'legalRepresentative', document: 'QĐ 1' } }, reason: 'nộp thay' }));
    expect(stateOf(id)).toMatchObject({ owner, ownerId: organisationIdOf('0100109106'), authority: { kind: 'legalRepresentative' } });
    must(correct(made.as('hoa'), { id, changes: { owner: null }, reason: 'nộp cho mình' }));
    expect(stateOf(id)).not.toHaveProperty('owner');
    expect(stateOf(id)).not.toHaveProperty('authority');
    expect(stateOf(id)).not.toHaveProperty('ownerId');
    expect(made.store.state('organisation', organisationIdOf('0100109106'))).toMatchObject({ name: 'Công ty Viễn thông' });
  });

  it('writes nothing where nothing differs, and nothing once it is finished', () => {
    const { id } = make();
    const head = made.store.head();
    expect(correct(made.as('hoa'), { id, changes: { owner: null, note: '', resultCopies: 0, wasHelped: false, returnAddress: '' }, reason: '' })).toEqual({ changed: [] });
    expect(made.store.head()).toEqual(head);
    must(step(id, 'withdrawn'));
    expect(correct(made.as('hoa'), { id, changes: { note: 'x' }, reason: 'x' })).toMatchObject({ problem: 'dossier.alreadyFinished' });
  });

  const attachTo = (dossierId: string, ownerId: string): string => {
    const documentId = `giấy ${dossierId}`;
    const sha256 = 'a'.repeat(64);
    const source = { folder: 'F', fileName: 'a.pdf', sizeBytes: 9, modifiedAt: 1 };
    made.store.write('hoa', (tx) => {
      tx.append({ entity: 'document', entityId: documentId, type: 'document.scanned', payload: { source, sha256, mediaType: 'application/pdf', sizeBytes: 9, pageCount: 1 } });
      tx.append({ entity: 'document', entityId: documentId, type: 'document.attached', payload: { dossierId, componentKey: 'd01', sha256, ownerId } });
    });
    return documentId;
  };
});

describe('a reception in error', () => {
  it('is cancelled on the same day; its number is never given again and it is counted nowhere', () => {
    const { id, code } = make();
    must(recordPayment(made.as('hoa'), { id, method: 'cash', amountVnd: 8000, reference: '' }));
    expect(must(viewDossier(made.as('hoa'), { id })).canCancel).toBe(true);
    expect(cancel(made.as('hoa'), { id, reason: ' ' })).toMatchObject({ problem: 'dossier.reasonRequired' });
    expect(cancel(made.as('hoa'), { id, reason: 'nhầm người' })).toEqual({ id, code });
    expect(cancel(made.as('hoa'), { id, reason: 'bấm hai lần' })).toEqual({ id, code });
    expect(stateOf(id)).toMatchObject({ cancelled: { reason: 'nhầm người' }, payments: [{ cancelled: { reason: 'nhầm người' } }] });
    expect(dossierCounts(made.store, made.clock.now())).toMatchObject({ receivedToday: 0 });
    expect(listDossiers(made.desk, { filter: 'all' }).items.map((row) => [row.id, row.isCancelled])).toEqual([[id, true]]);
    expect(make().code).not.toBe(code);
    expect(must(viewDossier(made.as('hoa'), { id })).nextSteps).toEqual([]);
  });

  it('not the next day, not once it is worked on, not another desk’s', async () => {
    const started = make();
    must(step(started.id, 'processing'));
    expect(cancel(made.as('hoa'), { id: started.id, reason: 'nhầm' })).toMatchObject({ problem: 'dossier.tooLateToCancel' });
    const there = make();
    const other = await makeDesk({ deskNumber: 2 });
    other.store.merge(made.store.ownEvents(0, 1000), '1');
    expect(cancel(other.as('hoa'), { id: there.id, reason: 'nhầm' })).toMatchObject({ problem: 'dossier.tooLateToCancel' });
    other.close();
    made.clock.set(utcOf('2026-11-24', 0));
    expect(cancel(made.as('hoa'), { id: there.id, reason: 'nhầm' })).toMatchObject({ problem: 'dossier.tooLateToCancel' });
  });

  it('which another desk began to handle meanwhile is for a person to settle', async () => {
    const other = await makeDesk({ deskNumber: 2 });
    const { id } = make();
    other.store.merge(made.store.ownEvents(0, 1000), '1');
    other.clock.advance(1000);
    must(takeStep(other.as('binh'), { id, to: 'processing', reason: '' }));
    made.clock.advance(2000);
    must(cancel(made.as('hoa'), { id, reason: 'nhầm' }));
    made.store.merge(other.store.ownEvents(0, 1000), '1');
    other.close();
    expect(stateOf(id)).toMatchObject({ status: 'processing', conflicts: [{ to: 'withdrawn', isCancellation: true }] });
    expect(stateOf(id)).not.toHaveProperty('cancelled');
  });
});

describe('more time', () => {
  const put = (id: string, until: Parameters<typeof extend>[1]['until'], reason = 'chờ xác minh') => extend(made.as('cuong'), { id, until, reason, signedBy: 'Nguyễn Văn Đức' });

  it('is promised with an apology, on a later working day, and as often as the desk allows', () => {
    const { id, dueAt } = make();
    expect(put(id, { date: '2026-11-26' })).toMatchObject({ problem: 'dossier.newDateNotLater' });
    expect(put(id, { date: '2026-11-28' })).toMatchObject({ problem: 'dossier.newDateNotLater' });
    expect(put(id, { date: '2026-13-01' })).toMatchObject({ problem: 'input.malformed' });
    expect(put(id, { date: '2026-12-02' }, ' ')).toMatchObject({ problem: 'dossier.reasonRequired' });
    expect(stateOf(id).dueAt).toBe(dueAt);
    const extended = must(put(id, { date: '2026-12-02' }));
    expect(extended.dueAt).toBe(closing('2026-12-02'));
    expect(stateOf(id)).toMatchObject({ dueAt: extended.dueAt, dueChanges: [{ from: dueAt, to: extended.dueAt, cause: 'apology' }], forms: [{ id: extended.formId, form: 'apology', text: { reason: 'chờ xác minh', signedBy: 'Nguyễn Văn Đức' } }] });
    expect(put(id, { value: 2, unit: 'working-day' })).toEqual({ problem: 'dossier.tooManyExtensions', data: { max: 1 } });
    made.store.write('quantri', (tx) => void tx.append({ entity: 'desk', entityId: made.store.deskId, type: 'desk.settingsChanged', payload: { maxExtensions: 2 } }));
    expect(must(put(id, { value: 2, unit: 'working-day' })).dueAt).toBe(closing('2026-12-04'));
  });

  it('not in the past, not for what is finished, not before anything was promised', () => {
    const { id } = make();
    made.clock.set(utcOf('2026-12-10', 9 * 60));
    expect(put(id, { date: '2026-12-01' })).toMatchObject({ problem: 'dossier.newDateNotLater' });
    const registered = make({ startsAs: 'registered' }).id;
    expect(put(registered, { value: 2, unit: 'working-day' })).toMatchObject({ problem: 'dossier.stepForbidden' });
    must(step(id, 'withdrawn'));
    expect(put(id, { value: 9, unit: 'working-day' })).toMatchObject({ problem: 'dossier.alreadyFinished' });
  });
});

describe('payments', () => {
  it('are recorded and struck through, never lost', () => {
    const { id } = make({ procedureId: birth });
    expect(recordPayment(made.as('hoa'), { id, method: 'portal', amountVnd: 8000, reference: ' ' })).toMatchObject({ problem: 'payment.referenceMissing' });
    const { paymentId } = must(recordPayment(made.as('hoa'), { id, method: 'portal', amountVnd: 8000, reference: 'G01-22' }));
    expect(cancelPayment(made.as('hoa'), { id, paymentId: 'khác', reason: 'nhầm' })).toMatchObject({ problem: 'payment.unknown' });
    must(cancelPayment(made.as('hoa'), { id, paymentId, reason: 'nhầm số tiền' }));
    expect(cancelPayment(made.as('hoa'), { id, paymentId, reason: 'nhầm' })).toMatchObject({ problem: 'payment.unknown' });
    expect(stateOf(id).payments).toMatchObject([{ id: paymentId, amountVnd: 8000, cancelled: { reason: 'nhầm số tiền' } }]);
    must(step(id, 'withdrawn'));
    expect(recordPayment(made.as('hoa'), { id, method: 'cash', amountVnd: 1, reference: '' })).toMatchObject({ problem: 'dossier.alreadyFinished' });
  });
});

it('a settled conflict keeps what its step would have done to the dates', async () => {
  const other = await makeDesk({ deskNumber: 2 });
  const { id } = make();
  must(step(id, 'supplementRequested'));
  other.store.merge(made.store.ownEvents(0, 1000), '1');
  made.clock.set(utcOf('2026-11-26', 9 * 60));
  other.clock.set(utcOf('2026-11-26', 9 * 60) + 1000);
  must(step(id, 'withdrawn'));
  const resumed = must(takeStep(other.as('binh'), { id, to: 'processing', reason: '' }));
  made.store.merge(other.store.ownEvents(0, 1000), '1');
  other.close();
  const [conflict] = stateOf(id).conflicts;
  expect(stateOf(id)).toMatchObject({ status: 'withdrawn', dueAt: closing('2026-11-27') });
  made.store.write('binh', (tx) => void tx.append({ entity: 'dossier', entityId: id, type: 'dossier.conflictSettled', payload: { eventId: conflict!.eventId, status: 'processing', note: 'dân đổi ý' } }));
  expect(stateOf(id)).toMatchObject({ status: 'processing', dueAt: resumed.dueAt, dueChanges: [{ from: closing('2026-11-27'), to: resumed.dueAt }] });
});
