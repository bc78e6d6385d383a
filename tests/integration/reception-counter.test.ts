import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CitizenFields, citizenIdOf } from '../../domain/citizen/citizen.ts';
import type { Owner } from '../../domain/dossier/events.ts';
import { type OrganisationFields, organisationIdOf } from '../../domain/organisation/organisation.ts';
import { dayMs, utcOf } from '../../domain/time.ts';
import { knownAddresses } from '../../electron/desk/reception/addresses.ts';
import { previewDeadline } from '../../electron/desk/reception/deadline.ts';
import { duplicates } from '../../electron/desk/reception/duplicates.ts';
import { glance } from '../../electron/desk/reception/glance.ts';
import { findOrganisation } from '../../electron/desk/reception/organisation.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { vietQr } from '../../electron/desk/reception/viet-qr.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { allComponents, birth, marriage, receiveSome, someApplicant, someItem, someReception } from '../fixtures/reception.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

const dossier = (id: string) => made.store.state('dossier', id)!;
const eventTypes = (id: string): string[] => made.store.eventsOf('dossier', id).map(({ type }) => type.replace('dossier.', ''));

const firm: OrganisationFields = {
  taxCode: '0100109106',
  name: 'Công ty TNHH Chè Lục Sơn',
  kind: 'enterprise',
  address: 'Thôn Vĩnh Hồng, xã Lục Sơn',
  representative: 'Đặng Thị Ngọc Ánh',
  phone: '',
  email: '',
};
const firmAsOwner = (changes: Partial<OrganisationFields> = {}): Owner => ({ kind: 'organisation', organisation: { ...firm, ...changes } });
const child: CitizenFields = { number: '', fullName: 'Đặng Gia Bảo', dateOfBirth: '2026-11-01', sex: 'Nam', address: '', phone: '', email: '', oldNumber: '', cardIssuedOn: '' };

describe('whoever files for another', () => {
  it('an organisation files through its representative, and is known by its tax code from then on', () => {
    const hoa = made.as('hoa');
    const authority = { kind: 'legalRepresentative', document: ' Giấy CN đăng ký doanh nghiệp 0100109106 ' } as const;
    const { dossierId } = receiveSome(hoa, { owner: firmAsOwner({ taxCode: ' 0100 109 106 ' }), authority });
    expect(dossier(dossierId)).toMatchObject({
      citizenId: citizenIdOf(someApplicant.number),
      ownerId: organisationIdOf('0100109106'),
      owner: { kind: 'organisation', organisation: firm },
      authority: { kind: 'legalRepresentative', document: 'Giấy CN đăng ký doanh nghiệp 0100109106' },
    });
    receiveSome(hoa, { owner: firmAsOwner({ phone: '0204 3884 999', address: '' }), authority });
    expect(made.store.eventsOf('organisation', organisationIdOf('0100109106')).map(({ type, payload }) => [type, payload.changes])).toEqual([
      ['organisation.registered', undefined],
      ['organisation.corrected', { phone: '0204 3884 999' }],
    ]);
    expect(findOrganisation(made.desk, { taxCode: '0100109106' })).toMatchObject({ isCheckDigitRight: true, organisation: { name: firm.name, address: firm.address } });
    expect(findOrganisation(made.desk, { taxCode: '0100109107' })).toEqual({ taxCode: '0100109107', kind: 'organisation', isCheckDigitRight: false, organisation: null });
    expect(glance(made.desk, { taxCode: '0100109106' })).toMatchObject({ citizen: null, organisation: { name: firm.name }, dossiers: [{}, {}], open: 2, overdue: 0 });
  });

  it('a guardian files for a child, whose dossier it is', () => {
    const { dossierId } = receiveSome(made.as('hoa'), { owner: { kind: 'person', person: child }, authority: { kind: 'guardian', document: '' } });
    const { ownerId, citizenId, owner } = dossier(dossierId);
    expect(owner).toEqual({ kind: 'person', person: child });
    expect(ownerId).not.toBe(citizenId);
    expect(made.store.state('citizen', ownerId!)).toMatchObject({ fullName: 'Đặng Gia Bảo' });
    expect(glance(made.desk, { citizenId: ownerId! })?.dossiers.map(({ id }) => id)).toEqual([dossierId]);
  });

  it('says by what right, and for whom', () => {
    const refusedFor = (changes: Parameters<typeof someReception>[1]) => receive(made.as('hoa'), someReception(made.desk, changes));
    const head = made.store.head();
    expect(refusedFor({ owner: firmAsOwner() })).toMatchObject({ problem: 'reception.authorityMissing' });
    expect(refusedFor({ authority: { kind: 'parent', document: '' } })).toMatchObject({ problem: 'reception.ownerMissing' });
    expect(refusedFor({ owner: { kind: 'person', person: { ...child, fullName: ' ' } }, authority: { kind: 'parent', document: '' } })).toMatchObject({ problem: 'reception.ownerMissing' });
    expect(refusedFor({ owner: firmAsOwner({ name: '' }), authority: { kind: 'authorised', document: '' } })).toMatchObject({ problem: 'reception.ownerMissing' });
    expect(refusedFor({ owner: firmAsOwner({ taxCode: '12' }), authority: { kind: 'authorised', document: '' } })).toMatchObject({ problem: 'taxCode.malformed', data: { value: '12' } });
    expect(made.store.head()).toEqual(head);
  });

  it('is nobody else when both are one person', () => {
    const { dossierId } = receiveSome(made.as('hoa'), { owner: { kind: 'person', person: { ...someApplicant, number: '024 186 001 234' } } });
    expect(dossier(dossierId)).not.toHaveProperty('owner');
    expect(dossier(dossierId)).not.toHaveProperty('ownerId');
  });
});

describe('several dossiers in one go', () => {
  it('have a code each and all or none of them are there', () => {
    const hoa = made.as('hoa');
    const items = [birth, marriage, birth].map((procedureId) => someItem(made.desk, { procedureId }));
    const input = someReception(made.desk, { items });
    const { dossiers } = must(receive(hoa, input));
    expect(dossiers.map(({ code, procedureName }) => [code.slice(-4), procedureName])).toEqual([
      ['1001', 'Thủ tục đăng ký khai sinh'],
      ['1002', 'Thủ tục đăng ký kết hôn'],
      ['1003', 'Thủ tục đăng ký khai sinh'],
    ]);
    expect(new Set(dossiers.map(({ dossierId }) => dossier(dossierId).batchId))).toEqual(new Set([input.draftId]));
    expect(new Set(dossiers.map(({ dossierId }) => dossier(dossierId).citizenId)).size).toBe(1);
    const head = made.store.head();
    expect(receive(hoa, input)).toEqual({ dossiers });
    expect(made.store.head()).toEqual(head);

    const broken = someReception(made.desk, { items: [items[0]!, { ...items[1]!, components: [] }] });
    expect(receive(hoa, broken)).toMatchObject({ problem: 'dossier.requiredDocumentMissing', data: { item: 1 } });
    expect(made.store.head()).toEqual(head);
    expect(receive(hoa, someReception(made.desk, { items: Array.from({ length: 11 }, () => items[0]!) }))).toMatchObject({ problem: 'reception.tooMany', data: { max: 10 } });
  });

  it('may end differently, and without a number they are still one person’s', () => {
    const applicant = { ...someApplicant, number: '' };
    const items = [
      someItem(made.desk),
      someItem(made.desk, { procedureId: marriage, components: [], decision: { outcome: 'supplement', requested: [{ name: 'Tờ khai', note: '' }] } }),
      someItem(made.desk, { components: [], decision: { outcome: 'refuse', reason: 'Không thuộc thẩm quyền của xã' } }),
    ];
    const { dossiers } = must(receive(made.as('hoa'), someReception(made.desk, { applicant, items })));
    expect(dossiers.map(({ outcome, dossierId }) => [outcome, dossier(dossierId).status])).toEqual([
      ['accept', 'accepted'],
      ['supplement', 'supplementRequested'],
      ['refuse', 'refused'],
    ]);
    expect(new Set(dossiers.map(({ dossierId }) => dossier(dossierId).citizenId)).size).toBe(1);
  });
});

describe('what is not accepted', () => {
  it('refused at the counter, the citizen gets a slip with the real reason', () => {
    const refused = receiveSome(made.as('hoa'), { outcome: 'refuse', reason: ' Nơi cư trú không thuộc xã Lục Sơn ', components: [] });
    expect(eventTypes(refused.dossierId)).toEqual(['received', 'stepTaken', 'formIssued']);
    expect(dossier(refused.dossierId)).toMatchObject({
      status: 'refused',
      wasAccepted: false,
      forms: [{ id: refused.formId, form: 'refusal', text: { reason: 'Nơi cư trú không thuộc xã Lục Sơn' } }],
    });
  });

  it('sent home for papers, the citizen comes back and the time limit begins then', () => {
    const hoa = made.as('hoa');
    const requested = [{ name: 'Giấy chứng sinh', note: 'bản chính' }];
    const components = allComponents(made.desk, birth).map((component) => (component.key === 'd02' ? { ...component, isReceived: false } : component));
    const sent = receiveSome(hoa, { outcome: 'supplement', requested, components });
    expect(dossier(sent.dossierId)).toMatchObject({ status: 'supplementRequested', wasAccepted: false, forms: [{ form: 'supplementRequest' }] });
    expect(made.store.eventsOf('dossier', sent.dossierId)[1]!.payload).toMatchObject({ reason: 'Giấy chứng sinh', requested });

    made.clock.set(utcOf('2026-11-26', 9 * 60));
    const brought = { ...components.find(({ key }) => key === 'd02')!, isReceived: true, originals: 1 };
    const accepted = must(takeStep(hoa, { id: sent.dossierId, to: 'accepted', reason: '', brought: [brought] }));
    expect(accepted).toMatchObject({ status: 'accepted', dueAt: utcOf('2026-11-26', 17 * 60) });
    expect(dossier(sent.dossierId)).toMatchObject({ wasAccepted: true, acceptedAt: made.clock.now(), dueChanges: [], forms: [{ form: 'supplementRequest' }, { form: 'receipt' }] });
  });

  it('asks twice and is answered once, with the form of the first time', () => {
    const input = someReception(made.desk, { outcome: 'supplement', requested: [{ name: 'Tờ khai', note: '' }], components: [] });
    const first = must(receive(made.as('hoa'), input));
    expect(receive(made.as('hoa'), input)).toEqual(first);
  });
});

it('keeps how it was filed, paid and is to be returned', () => {
  const submittedAt = made.clock.now() - dayMs;
  const { dossierId, formId } = receiveSome(made.as('hoa'), {
    channel: 'online',
    wasHelped: true,
    submittedAt,
    returnMethod: 'postal',
    returnAddress: ' Số 5,  thôn Hồng ',
    resultCopies: 3,
    feeVnd: 8000,
    payment: { method: 'portal', reference: ' G22.99.8-261123-001 ' },
  });
  expect(eventTypes(dossierId)).toEqual(['received', 'paymentRecorded', 'formIssued']);
  expect(dossier(dossierId)).toMatchObject({
    channel: 'online',
    wasHelped: true,
    submittedAt,
    acceptedAt: made.clock.now(),
    returnAddress: 'Số 5, thôn Hồng',
    resultCopies: 3,
    payments: [{ method: 'portal', amountVnd: 8000, reference: 'G22.99.8-261123-001' }],
    forms: [{ id: formId, form: 'receipt', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
  });
  expect(dossier(receiveSome(made.as('hoa'), { feeVnd: 0, payment: { method: 'cash', reference: '' } }).dossierId).payments).toEqual([]);
});

it('takes data in place of a paper where the procedure lets it, and nowhere else', () => {
  const asData = (key: string) => allComponents(made.desk, birth).map((component) => (component.key === key ? { ...component, source: 'data' as const, originals: 0 } : component));
  const { dossierId } = receiveSome(made.as('hoa'), { components: asData('d02') });
  expect(dossier(dossierId).components.find(({ key }) => key === 'd02')).toMatchObject({ isReceived: true, source: 'data', originals: 0, typeCode: 'giay-chung-sinh' });
  expect(receive(made.as('hoa'), someReception(made.desk, { components: asData('d01') }))).toMatchObject({ problem: 'dossier.requiredDocumentMissing' });
});

it('warns when the same matter of the same citizen was taken today, also at another desk', async () => {
  const other = await makeDesk({ deskNumber: 2 });
  const theirs = receiveSome(other.as('hoa'));
  made.store.merge(other.store.ownEvents(0, 10_000), '1');
  other.close();
  const ours = receiveSome(made.as('hoa'), { procedureId: marriage });
  const found = (procedureIds: string[], number = someApplicant.number) => duplicates(made.desk, { number, procedureIds }).map(({ code }) => code);
  expect(found([birth])).toEqual([theirs.code]);
  expect(found([birth, marriage]).toSorted()).toEqual([ours.code, theirs.code].toSorted());
  expect(found([birth], '001090123456')).toEqual([]);
  made.clock.advance(dayMs);
  expect(found([birth])).toEqual([]);
});

it('shows at a glance what is open and what is late, as applicant or as owner', () => {
  const hoa = made.as('hoa');
  const first = receiveSome(hoa);
  must(takeStep(made.as('binh'), { id: first.dossierId, to: 'processing', reason: '' }));
  const parent = { ...someApplicant, number: '024086005678', fullName: 'Đặng Văn Nam' };
  const forHer = receiveSome(hoa, { applicant: parent, owner: { kind: 'person', person: someApplicant }, authority: { kind: 'relative', document: '' }, procedureId: marriage });
  must(takeStep(hoa, { id: receiveSome(hoa).dossierId, to: 'withdrawn', reason: 'Công dân rút' }));
  // Waiting for papers is not being late.
  must(takeStep(hoa, { id: forHer.dossierId, to: 'supplementRequested', reason: '', requested: [{ name: 'Tờ khai', note: '' }] }));
  made.clock.set(utcOf('2026-11-25', 8 * 60));
  expect(glance(made.desk, { number: '024 186 001 234' })).toMatchObject({ citizen: { fullName: someApplicant.fullName }, open: 2, overdue: 1 });
  expect(glance(made.desk, { number: someApplicant.oldNumber })?.dossiers).toHaveLength(3);
  expect(glance(made.desk, { number: parent.number })?.dossiers.map(({ id }) => id)).toEqual([forHer.dossierId]);
  expect(glance(made.desk, { number: '001090123456' })).toBeNull();
  expect(glance(made.desk, { taxCode: 'không phải mã' })).toBeNull();
});

it('offers addresses met before, typed with or without marks', () => {
  const hoa = made.as('hoa');
  const live = (number: string, address: string) => receiveSome(hoa, { applicant: { ...someApplicant, number, address, email: 'thon@vinh.vn' } });
  live('024086000001', 'Thôn Vĩnh Hồng, xã Lục Sơn');
  live('024086000002', 'Thôn Vĩnh Hồng, xã Lục Sơn');
  live('024086000003', 'Thôn Vĩnh Ninh, xã Lục Sơn');
  live('024086000004', 'Số 2, thôn Vĩnh Hồng');
  expect(knownAddresses(made.desk, { text: 'thon vinh' })).toEqual(['Thôn Vĩnh Hồng, xã Lục Sơn', 'Thôn Vĩnh Ninh, xã Lục Sơn', 'Số 2, thôn Vĩnh Hồng']);
  expect(knownAddresses(made.desk, { text: 'Vĩnh N' })).toEqual(['Thôn Vĩnh Ninh, xã Lục Sơn']);
  expect(knownAddresses(made.desk, { text: ' "*' })).toEqual([]);
});

it('makes a payment code for the commune’s account, once it has one', () => {
  expect(vietQr(made.desk, { amountVnd: 8000, message: 'x' })).toMatchObject({ problem: 'payment.accountMissing' });
  const bankAccount = { bin: '970405', bankName: 'Agribank', account: '2500201001234', holder: 'UBND XA LUC SON' };
  made.store.write('test', (tx) => tx.append({ entity: 'desk', entityId: made.store.deskId, type: 'desk.settingsChanged', payload: { bankAccount } }));
  expect(vietQr(made.desk, { amountVnd: 8000, message: 'Phí H02.15.20-261123-1001' })).toEqual({
    payload: expect.stringMatching(/^000201010212.*A0000007270.*970405.*2500201001234.*54048000.*Phi H02 15 20 261123 1001.*6304[0-9A-F]{4}$/),
    bankName: 'Agribank',
    account: '2500201001234',
    holder: 'UBND XA LUC SON',
  });
});

it('warns of the year whose holidays nobody has published, and receives all the same', () => {
  made.clock.set(utcOf('2039-12-27', 8 * 60));
  expect(must(previewDeadline(made.desk, { procedureId: marriage })).warnings).toEqual(expect.arrayContaining([expect.objectContaining({ warning: 'yearUnknown', year: 2039 })]));
  expect(receiveSome(made.as('hoa'), { procedureId: marriage, draftId: randomUUID() }).code).toBe('H02.15.20-391227-1001');
});
