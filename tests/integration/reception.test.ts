import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CitizenFields, citizenIdOf } from '../../domain/citizen/citizen.ts';
import type { Component } from '../../domain/dossier/events.ts';
import type { Problem } from '../../domain/problem.ts';
import { utcOf } from '../../domain/time.ts';
import { readCard } from '../../electron/desk/reception/card.ts';
import { previewDeadline } from '../../electron/desk/reception/deadline.ts';
import { discardDraft, listDrafts, saveDraft } from '../../electron/desk/reception/drafts.ts';
import { glance } from '../../electron/desk/reception/glance.ts';
import { listProcedures } from '../../electron/desk/reception/procedures.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { makeDesk, mondayMorning, must, type TestDesk } from '../fixtures/desk.ts';
import { allComponents, birth, marriage, type ReceptionChanges, receiveSome, someApplicant, someReception } from '../fixtures/reception.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

describe('receive', () => {
  it('gives code and due date, and keeps dossier and citizen', () => {
    const hoa = made.as('hoa');
    const received = receiveSome(hoa, { procedureId: birth, note: ' cần gấp ' });
    expect(received).toEqual({
      dossierId: expect.any(String),
      code: 'H02.15.20-261123-1001',
      dueAt: utcOf('2026-11-23', 17 * 60),
      procedureName: 'Thủ tục đăng ký khai sinh',
      outcome: 'accept',
      formId: expect.any(String),
    });
    expect(made.store.state('dossier', received.dossierId)).toMatchObject({
      status: 'accepted',
      applicant: someApplicant,
      citizenId: citizenIdOf(someApplicant.number),
      acceptedAt: made.clock.now(),
      limitText: 'Trong ngày làm việc; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo',
      receivedBy: hoa.officer.id,
      receivedByName: 'Nguyễn Thị Hoa',
      requestSummary: 'Thủ tục đăng ký khai sinh',
      note: 'cần gấp',
      procedure: { code: '1.001193' },
    });
    expect(made.store.state('citizen', citizenIdOf(someApplicant.number))).toMatchObject({ ...someApplicant, fromCard: ['dateOfBirth', 'fullName', 'number'] });
  });

  it('after 15:00 promises the next working day, past the holiday of 24/11', () => {
    made.clock.set(utcOf('2026-11-23', 15 * 60 + 1));
    expect(receiveSome(made.as('hoa'), { procedureId: birth }).dueAt).toBe(utcOf('2026-11-25', 17 * 60));
  });

  it('counts orders from 001 each day, over procedures', () => {
    const hoa = made.as('hoa');
    const codes = [birth, marriage, birth].map((procedureId) => receiveSome(hoa, { procedureId }).code);
    made.clock.set(utcOf('2026-11-25', 8 * 60));
    codes.push(receiveSome(hoa).code);
    expect(codes).toEqual(['H02.15.20-261123-1001', 'H02.15.20-261123-1002', 'H02.15.20-261123-1003', 'H02.15.20-261125-1001']);
  });

  it('with the same draft receives once, however often it is asked and also after a restart', () => {
    const request = someReception(made.desk, { draftId: randomUUID() });
    must(saveDraft(made.as('hoa'), { id: request.draftId, form: { half: 'typed' } }));
    const first = must(receive(made.as('hoa'), request));
    expect(listDrafts(made.as('hoa'))).toEqual([]);
    const head = made.store.head();
    made.clock.advance(3_600_000);
    expect(receive(made.as('hoa'), request)).toEqual(first);
    made = made.reopen();
    expect(receive(made.as('hoa'), { ...request, draftId: request.draftId.toUpperCase() })).toEqual(first);
    expect(made.store.head()).toEqual(head);
    expect(listDrafts(made.as('hoa'))).toEqual([]);
  });

  it('never gives two desks the same code', async () => {
    const other = await makeDesk({ deskNumber: 2 });
    const codes = [made, other].flatMap((desk) => [receiveSome(desk.as('hoa')).code, receiveSome(desk.as('hoa')).code]);
    // The second desk learns of the first one's dossiers: its own order does not move.
    other.store.merge(made.store.ownEvents(0, 10_000), '1');
    codes.push(receiveSome(other.as('hoa')).code, receiveSome(made.as('hoa')).code);
    other.close();
    expect(new Set(codes).size).toBe(6);
    expect(codes.map((code) => code.slice(-4))).toEqual(['1001', '1002', '2001', '2002', '2003', '1003']);
  });

  it('refuses a day that is full, and works again the next day', () => {
    const { store, desk } = made;
    const received = receiveSome(made.as('hoa'));
    const [event] = store.eventsOf('dossier', received.dossierId);
    store.write('test', (tx) => {
      tx.append({ entity: 'dossier', entityId: randomUUID(), type: 'dossier.received', payload: { ...event!.payload, code: 'H02.15.20-261123-1999' } });
    });
    expect(receive(made.as('hoa'), someReception(desk))).toMatchObject({ problem: 'dossier.dayFull' });
    made.clock.set(utcOf('2026-11-25', 8 * 60));
    expect(receiveSome(made.as('hoa')).code).toBe('H02.15.20-261125-1001');
  });

  const person = (fields: Partial<CitizenFields>): ReceptionChanges => ({ applicant: { ...someApplicant, ...fields } });
  const refusals: [string, (components: Component[]) => ReceptionChanges, Partial<Problem>][] = [
    ['an unknown procedure', () => ({ procedureId: 'none', components: [] }), { problem: 'procedure.unknown' }],
    ['a missing required document', (components) => ({ components: components.slice(1) }), { problem: 'dossier.requiredDocumentMissing' }],
    ['a document that the procedure does not know', (components) => ({ components: [...components, { ...components[0]!, key: 'zz' }] }), { problem: 'component.unknown' }],
    ['a name of blanks', () => person({ fullName: ' ' }), { problem: 'person.nameMissing' }],
    ['a name of 301 letters', () => person({ fullName: 'Đ'.repeat(301) }), { problem: 'person.nameTooLong' }],
    ['an address of 501 letters, told by its beginning', () => person({ address: 'Thôn Vĩnh Hồng '.repeat(40) }), { problem: 'input.tooLong', data: { start: 'Thôn Vĩnh Hồng Thôn Vĩnh Hồng Thôn Vĩnh', max: 500 } }],
    ['a note of 2001 letters', () => ({ note: 'x'.repeat(2001) }), { problem: 'input.tooLong' }],
    ['eleven digits', () => person({ number: '02418600123' }), { problem: 'citizenNumber.malformed' }],
    ['30 February', () => person({ dateOfBirth: '1986-02-30' }), { problem: 'person.dateImpossible', data: { value: '30/02/1986' } }],
    ['a day that is none', () => person({ dateOfBirth: 'mồng ba' }), { problem: 'person.dateMalformed', data: { value: 'mồng ba' } }],
    ['a birth tomorrow', () => person({ dateOfBirth: '2026-11-24' }), { problem: 'person.birthDateInFuture' }],
    ['a birth next year', () => person({ dateOfBirth: '2027' }), { problem: 'person.birthDateInFuture' }],
    ['what was filed tomorrow', () => ({ channel: 'online', submittedAt: mondayMorning + 1 }), { problem: 'reception.submittedInFuture' }],
    ['a result to be posted nowhere', () => ({ ...person({ address: '' }), returnMethod: 'postal' }), { problem: 'reception.returnAddressMissing' }],
    ['a payment through the portal without its reference', () => ({ feeVnd: 8000, payment: { method: 'portal', reference: ' ' } }), { problem: 'payment.referenceMissing' }],
    ['a refusal without a reason', () => ({ outcome: 'refuse', reason: ' ' }), { problem: 'dossier.reasonRequired' }],
    ['a request for nothing', () => ({ outcome: 'supplement', requested: [{ name: ' ', note: 'x' }] }), { problem: 'dossier.nothingRequested' }],
  ];
  it.each(refusals)('refuses %s and leaves nothing behind', (_what, change, refusal) => {
    const head = made.store.head();
    const reception = someReception(made.desk, change(allComponents(made.desk, birth)));
    must(saveDraft(made.as('hoa'), { id: reception.draftId, form: {} }));
    expect(receive(made.as('hoa'), reception)).toMatchObject(refusal);
    expect(made.store.head()).toEqual(head);
    expect(listDrafts(made.as('hoa'))).toHaveLength(1);
    expect(receiveSome(made.as('hoa')).code).toBe('H02.15.20-261123-1001');
  });

  it('knows a procedure that was retired, or published anew, while the draft waited', () => {
    const hoa = made.as('hoa');
    const procedure = made.store.state('procedure', marriage)!;
    const { id, isRetired: _r, version, updatedAt: _u, isBaseline: _b, ...fields } = procedure;
    const waiting = someReception(made.desk, { procedureId: marriage, version });
    must(saveDraft(hoa, { id: waiting.draftId, form: {} }));
    const [first, ...others] = fields.documents;
    const publish = (documents: typeof fields.documents) =>
      made.store.write('test', (tx) => tx.append({ entity: 'procedure', entityId: id, type: 'procedure.published', payload: { ...fields, documents } }));

    // The key of the paper that went now stands for another, which nobody has seen.
    publish([{ ...first!, name: 'Giấy khám sức khỏe', required: true }, ...others]);
    expect(receive(hoa, waiting)).toMatchObject({ problem: 'dossier.requiredDocumentMissing', data: { name: 'Giấy khám sức khỏe' } });
    publish(others);
    made.store.write('test', (tx) => tx.append({ entity: 'procedure', entityId: id, type: 'procedure.retired', payload: { reason: 'thử' } }));
    expect(receive(hoa, waiting)).toMatchObject({ problem: 'procedure.retired' });
    expect(listDrafts(hoa)).toHaveLength(1);
    made.store.write('test', (tx) => tx.append({ entity: 'procedure', entityId: id, type: 'procedure.restored', payload: { reason: 'thử' } }));
    const { dossierId } = must(receive(hoa, waiting)).dossiers[0]!;
    expect(made.store.state('dossier', dossierId)!.components.map(({ name }) => name)).toEqual(others.map(({ name }) => name));
    expect(made.store.state('dossier', dossierId)!.procedure.version).not.toBe(version);
  });

  it('takes a required document that was only shown, and names and rules from the catalogue, not the screen', () => {
    const components = allComponents(made.desk, birth).map((component) => ({ ...component, name: 'Giấy giả', required: false, originals: 0 }));
    const { dossierId } = receiveSome(made.as('hoa'), { components });
    const kept = made.store.state('dossier', dossierId)!.components;
    expect(kept.map(({ name }) => name)).not.toContain('Giấy giả');
    expect(kept[0]).toMatchObject({ isReceived: true, required: true, originals: 0 });
  });

  it('knows a person again: writes only what is new, and an empty field unsays nothing', () => {
    const hoa = made.as('hoa');
    receiveSome(hoa);
    receiveSome(hoa, { applicant: { ...someApplicant, phone: '0912 000 111', address: '', oldNumber: '' } });
    receiveSome(hoa, { applicant: { ...someApplicant, phone: '0912 000 111' } });
    const id = citizenIdOf(someApplicant.number);
    expect(made.store.eventsOf('citizen', id).map(({ type, payload }) => [type, payload.changes])).toEqual([
      ['citizen.registered', undefined],
      ['citizen.corrected', { phone: '0912 000 111' }],
    ]);
    expect(glance(made.desk, { number: '024 186 001 234' })).toMatchObject({ citizen: { id, address: someApplicant.address }, dossiers: [{}, {}, {}] });
    expect(glance(made.desk, { number: '121234567' })).toMatchObject({ citizen: { id } });
    expect(glance(made.desk, { number: '999' })).toBeNull();
  });

  it('keeps people without a number apart', () => {
    const nameless = { ...someApplicant, number: '', dateOfBirth: '1950' };
    const ids = [0, 1].map(() => made.store.state('dossier', receiveSome(made.as('hoa'), { applicant: nameless }).dossierId)!.citizenId);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('drafts', () => {
  it('survive a restart, belong to their officer, newest first', () => {
    const [older, newer] = [randomUUID(), randomUUID()];
    must(saveDraft(made.as('hoa'), { id: older, form: { fullName: 'Đặng' } }));
    made.clock.advance(1000);
    must(saveDraft(made.as('hoa'), { id: newer, form: { step: 2 } }));
    made = made.reopen();
    expect(listDrafts(made.as('hoa'))).toEqual([
      { id: newer, form: { step: 2 }, updatedAt: made.clock.now() },
      { id: older, form: { fullName: 'Đặng' }, updatedAt: made.clock.now() - 1000 },
    ]);
    expect(listDrafts(made.as('binh'))).toEqual([]);
    expect(saveDraft(made.as('binh'), { id: older, form: {} })).toMatchObject({ problem: 'draft.unknown' });
    expect(discardDraft(made.as('binh'), { id: older })).toMatchObject({ problem: 'draft.unknown' });
    must(discardDraft(made.as('hoa'), { id: older }));
    expect(listDrafts(made.as('hoa')).map(({ id }) => id)).toEqual([newer]);
  });

  it('do not come back when a late save arrives after the reception', () => {
    const reception = someReception(made.desk);
    must(receive(made.as('hoa'), reception));
    expect(saveDraft(made.as('hoa'), { id: reception.draftId, form: {} })).toEqual({ isSaved: false });
    expect(listDrafts(made.as('hoa'))).toEqual([]);
  });

  it('have a limit', () => {
    expect(saveDraft(made.as('hoa'), { id: randomUUID(), form: 'x'.repeat(200_001) })).toMatchObject({ problem: 'input.malformed' });
  });
});

describe('procedures', () => {
  it('are found without marks, by initials and by code', () => {
    const first = (query: string) => listProcedures(made.desk, { query })[0]?.code;
    expect(first('dang ky khai sinh')).toBe('1.001193');
    expect(first('1.001193')).toBe('1.001193');
    expect(listProcedures(made.desk, { query: 'ks' }).map(({ name }) => name)).toEqual(expect.arrayContaining(['Thủ tục đăng ký khai sinh']));
    expect(listProcedures(made.desk, {})).toHaveLength(68);
    expect(listProcedures(made.desk, { query: 'zzzz' })).toEqual([]);
  });

  it('preview the due date with its reasons', () => {
    const preview = must(previewDeadline(made.desk, { procedureId: birth }));
    expect(preview).toEqual({ dueAt: utcOf('2026-11-23', 17 * 60), limitText: expect.stringContaining('Trong ngày'), steps: [expect.objectContaining({ reason: 'sameDay' })], warnings: [] });
    expect(previewDeadline(made.desk, { procedureId: 'none' })).toMatchObject({ problem: 'procedure.unknown' });
  });
});

it('reads a card and hands on only what is needed', () => {
  const payload = '024186001234|121234567|Đặng Thị Ngọc Ánh|09031986|Nữ|Thôn Vĩnh Hồng, Lục Sơn, Lục Nam, Bắc Giang|15042021|Đặng Văn A|Lý Thị B';
  const reading = must(readCard(made.desk, { payload }));
  expect(reading).toEqual({
    fields: {
      number: '024186001234',
      oldNumber: '121234567',
      fullName: 'Đặng Thị Ngọc Ánh',
      dateOfBirth: '1986-03-09',
      sex: 'Nữ',
      address: 'Thôn Vĩnh Hồng, Lục Sơn, Lục Nam, Bắc Giang',
      cardIssuedOn: '2021-04-15',
    },
    // The made-up number says a man.
    warnings: expect.any(Array),
  });
  expect(readCard(made.desk, { payload: 'https://example.vn' })).toMatchObject({ problem: 'card.notACard' });
});
