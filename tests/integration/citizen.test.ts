import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { organisationIdOf } from '../../domain/organisation/organisation.ts';
import { dayMs } from '../../domain/time.ts';
import { describeDocument } from '../../electron/desk/citizen/describe-document.ts';
import { viewCitizen, viewOrganisation } from '../../electron/desk/citizen/view.ts';
import { createDigitisation } from '../../electron/desk/digitisation/control.ts';
import { attach } from '../../electron/desk/digitisation/inbox.ts';
import { listInbox } from '../../electron/desk/digitisation/list-inbox.ts';
import { createWorkers } from '../../electron/desk/workers/pool.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { birth, marriage, receiveSome, someApplicant } from '../fixtures/reception.ts';
import { refusalOf } from '../fixtures/running-desk.ts';
import { jpegScan } from '../fixtures/scans.ts';

let made: TestDesk;
afterEach(() => made.close());

const anh = citizenIdOf(someApplicant.number);
const binh = { ...someApplicant, number: '024085000123', fullName: 'Trần Văn Bảo', sex: 'Nam' as const, dateOfBirth: '1985-01-02', oldNumber: '' };
const company = { taxCode: '0101248141', name: 'Công ty TNHH Lục Sơn', kind: 'enterprise' as const, address: 'Lục Sơn', representative: 'Trần Văn Bảo', phone: '', email: '' };
const hoa = () => made.as('hoa');

describe('what the desk knows of a person', () => {
  beforeEach(async () => {
    made = await makeDesk();
  });

  it('their dossiers, filed by them or for them, the most pressing on top', () => {
    const first = receiveSome(hoa(), { procedureId: marriage });
    made.clock.advance(30 * dayMs);
    const forHer = receiveSome(hoa(), { applicant: binh, fromCard: [], owner: { kind: 'person', person: someApplicant }, authority: { kind: 'authorised', document: 'Giấy ủy quyền số 12' } });
    const second = receiveSome(hoa());
    const { dossiers, counts } = must(viewCitizen(made.desk, { id: anh }));
    expect(dossiers.map(({ code, timeliness, part, otherName }) => [code, timeliness, part, otherName])).toEqual([
      [first.code, 'overdue', 'applicant', undefined],
      [forHer.code, 'dueToday', 'owner', 'Trần Văn Bảo'],
      [second.code, 'dueToday', 'applicant', undefined],
    ]);
    expect(counts).toEqual({ total: 3, open: 3, overdue: 1 });
    expect(must(viewCitizen(made.desk, { id: citizenIdOf(binh.number) })).dossiers.map(({ code, part, otherName }) => [code, part, otherName])).toEqual([[forHer.code, 'applicant', someApplicant.fullName]]);
  });

  it('how it became known: who wrote what when, what stood there before, and what the card said', () => {
    receiveSome(hoa(), { fromCard: ['number', 'fullName'] });
    made.clock.advance(dayMs);
    receiveSome(hoa(), { applicant: { ...someApplicant, phone: '0912 345 678', address: 'Thôn Hồng, xã Lục Sơn' }, fromCard: ['address'] });
    const { citizen, history } = must(viewCitizen(made.desk, { id: anh }));
    expect(citizen).toMatchObject({ phone: '0912 345 678', fromCard: ['address', 'fullName', 'number'] });
    expect(history.map(({ actorName, isFirst, changes }) => [actorName, isFirst, changes.length])).toEqual([
      ['Nguyễn Thị Hoa', false, 2],
      ['Nguyễn Thị Hoa', true, Object.values(someApplicant).filter(Boolean).length],
    ]);
    expect(history[0]!.changes).toEqual([
      { field: 'address', from: someApplicant.address, to: 'Thôn Hồng, xã Lục Sơn', isFromCard: true },
      { field: 'phone', from: someApplicant.phone, to: '0912 345 678', isFromCard: false },
    ]);
  });

  it('the same for an organisation, for which somebody files', () => {
    const { code } = receiveSome(hoa(), { owner: { kind: 'organisation', organisation: company }, authority: { kind: 'legalRepresentative', document: 'Đăng ký kinh doanh' } });
    const id = organisationIdOf(company.taxCode);
    expect(must(viewOrganisation(made.desk, { id }))).toMatchObject({
      organisation: company,
      dossiers: [{ code, part: 'owner', otherName: someApplicant.fullName }],
      counts: { total: 1, open: 1, overdue: 0 },
      papers: [],
      history: [{ isFirst: true }],
    });
    expect(viewOrganisation(made.desk, { id: 'made up' })).toEqual({ problem: 'organisation.unknown', data: {} });
    expect(viewCitizen(made.desk, { id: 'made up' })).toEqual({ problem: 'citizen.unknown', data: {} });
  });

  it('is for those who may read dossiers', async () => {
    receiveSome(hoa());
    const api = makeApi(made);
    expect(await (await api.signIn('dung')).api.citizen.view.query({ id: anh })).toMatchObject({ citizen: { fullName: someApplicant.fullName } });
    expect(await refusalOf((await api.signIn('quantri')).api.citizen.view.query({ id: anh }))).toMatchObject({ problem: 'permission.denied' });
    expect(await refusalOf((await api.signIn('cuong')).api.citizen.describeDocument.mutate({ documentId: 'x', description: {} }))).toMatchObject({ problem: 'permission.denied' });
  });
});

describe('their digitised papers', () => {
  const workers = createWorkers({ threads: 1 });
  let digitisation: ReturnType<typeof createDigitisation>;
  beforeEach(async () => {
    made = await makeDesk({ workers });
    digitisation = createDigitisation(made.desk, { isWatching: false, settings: { settleMs: 0 } });
    digitisation.start();
  });
  afterEach(() => digitisation.stop());

  /** Scans a paper and puts it to a component of the dossier. */
  const scanInto = async (dossierId: string, componentKey: string, fileName: string, number = 1): Promise<string> => {
    writeFileSync(join(made.scannerFolder, fileName), await jpegScan(number));
    await digitisation.rescan();
    await digitisation.rescan();
    const scan = listInbox(made.desk, {}).items.find((item) => item.fileName === fileName)!;
    return must(attach(hoa(), { documentId: scan.id, dossierId, componentKey })).documentId;
  };
  const componentOf = (dossierId: string) => made.store.state('dossier', dossierId)!.components[0]!;

  it('each once, with where it serves, and described once for all of them', async () => {
    const [first, second] = [receiveSome(hoa()), receiveSome(hoa(), { procedureId: birth })];
    const [one, two] = [await scanInto(first.dossierId, componentOf(first.dossierId).key, 'tờ khai.jpg'), await scanInto(second.dossierId, componentOf(second.dossierId).key, 'tờ khai lại.jpg')];
    const other = await scanInto(second.dossierId, componentOf(second.dossierId).key, 'giấy khác.jpg', 2);
    const before = must(viewCitizen(made.desk, { id: anh })).papers;
    expect(before.map(({ documentId, isDescribed, isHere, usedIn }) => [documentId, isDescribed, isHere, usedIn.map(({ code }) => code).sort()])).toEqual([
      [other, false, true, [second.code]],
      [one, false, true, [first.code, second.code].sort()],
    ]);

    must(describeDocument(hoa(), { documentId: two, description: { typeCode: 'KQ.G15.000038', number: '12/XN', issuedBy: 'UBND xã Lục Sơn', issuedOn: '2026-09-01' } }));
    expect(made.store.eventsOf('document', one).at(-1)).toMatchObject({ type: 'document.described', payload: { description: { typeCode: 'KQ.G15.000038', number: '12/XN', issuedOn: '2026-09-01' } } });
    expect(must(viewCitizen(made.desk, { id: anh })).papers[1]).toMatchObject({
      documentId: one,
      title: 'Giấy xác nhận tình trạng hôn nhân',
      number: '12/XN',
      validity: { state: 'valid', validUntil: '2027-03-01' },
      isDescribed: true,
    });
    // Described again the same: nothing new to write.
    const events = made.store.eventsOf('document', one).length;
    must(describeDocument(hoa(), { documentId: one, description: { number: '12/XN' } }));
    expect(made.store.eventsOf('document', one)).toHaveLength(events);
    made.clock.advance(200 * dayMs);
    expect(must(viewCitizen(made.desk, { id: anh })).papers[1]!.validity).toEqual({ state: 'expired', validUntil: '2027-03-01' });
  });

  it('a description that cannot be is refused; a lasting paper has no last day', async () => {
    const { dossierId } = receiveSome(hoa());
    const documentId = await scanInto(dossierId, componentOf(dossierId).key, 'tờ khai.jpg');
    const describe = (description: Parameters<typeof describeDocument>[1]['description']) => describeDocument(hoa(), { documentId, description });
    expect(describe({ issuedOn: '2026-02-31' })).toEqual({ problem: 'input.malformed', data: { field: 'issuedOn' } });
    expect(describe({ typeCode: 'KQ.none' })).toEqual({ problem: 'input.malformed', data: { field: 'typeCode' } });
    expect(describe({ issuedOn: '2026-02-03', validUntil: '2026-02-02' })).toEqual({ problem: 'document.endsBeforeItBegins', data: {} });
    expect(made.store.state('document', documentId)!.description).toBeUndefined();
    must(describe({ issuedOn: '2020-02-03', validUntil: '2021-02-02' }));
    expect(must(viewCitizen(made.desk, { id: anh })).papers[0]!.validity.state).toBe('expired');
    must(describe({ isPermanent: true }));
    expect(must(viewCitizen(made.desk, { id: anh })).papers[0]).toMatchObject({ validity: { state: 'valid', validUntil: '' }, description: { validUntil: '' } });
    expect(describeDocument(hoa(), { documentId: 'made up', description: {} })).toEqual({ problem: 'document.unknown', data: {} });
  });
});
