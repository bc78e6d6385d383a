import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenIdOf } from '../../domain/citizen/citizen.ts';
import { organisationIdOf } from '../../domain/organisation/organisation.ts';
import { describeDocument } from '../../electron/desk/citizen/describe-document.ts';
import { exportPapers } from '../../electron/desk/citizen/export-papers.ts';
import { exportZip } from '../../electron/desk/citizen/export-zip.ts';
import { reinstate, supersede } from '../../electron/desk/citizen/supersede.ts';
import { viewCitizen, viewOrganisation } from '../../electron/desk/citizen/view.ts';
import { attach, detach, dismiss } from '../../electron/desk/digitisation/inbox.ts';
import { glance } from '../../electron/desk/reception/glance.ts';
import { receive } from '../../electron/desk/reception/receive.ts';
import { reusableDocuments } from '../../electron/desk/reception/reuse.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { digitise } from '../fixtures/digitised.ts';
import { readZip } from '../fixtures/read-zip.ts';
import { marriage, receiveSome, someApplicant, someReception } from '../fixtures/reception.ts';
import { refusalOf } from '../fixtures/running-desk.ts';

let made: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
});
afterEach(() => made.close());

const hoa = () => made.as('hoa');
const anh = citizenIdOf(someApplicant.number);
const singleStatus = 'd02';
const residence = 'd04';
const neighbour = { ...someApplicant, number: '024086005678', fullName: 'Đặng Văn Nam', oldNumber: '' };

const papers = () => must(viewCitizen(made.desk, { id: anh })).papers;
const paper = (documentId: string) => papers().find((one) => one.documentId === documentId);
const offered = (key: string) => (must(reusableDocuments(made.desk, { number: someApplicant.number, procedureId: marriage }))[key] ?? []).map(({ documentId }) => documentId);

describe('a newer paper stands for an older one', () => {
  it('which is not offered for reuse any more, and stays in the dossiers that it serves', async () => {
    const first = receiveSome(hoa(), { procedureId: marriage });
    const old = await digitise(hoa(), { dossierId: first.dossierId, componentKey: residence, description: { number: '15/XN', issuedOn: '2026-11-02' } });
    const second = receiveSome(hoa(), { procedureId: marriage, reuse: [{ componentKey: residence, documentId: old }] });
    made.clock.advance(60_000);
    const newer = await digitise(hoa(), { dossierId: second.dossierId, componentKey: residence, description: { number: '44/XN', issuedOn: '2026-11-20' } });
    expect(offered(residence)).toEqual([newer, old]);

    // By whichever of its uses it is named.
    const reused = made.store.state('dossier', second.dossierId)!.components.find(({ key }) => key === residence)!.reusedDocumentId!;
    must(supersede(hoa(), { documentId: reused, byDocumentId: newer, reason: 'đổi nơi cư trú' }));
    expect(offered(residence)).toEqual([newer]);
    expect(glance(made.desk, { number: someApplicant.number })?.documents.map(({ documentId }) => documentId)).toEqual([newer]);
    expect(papers().map(({ documentId, supersededBy, usedIn }) => [documentId, supersededBy, usedIn.length])).toEqual([
      [newer, undefined, 1],
      [old, newer, 2],
    ]);
    expect([old, reused].map((id) => made.store.eventsOf('document', id).at(-1))).toMatchObject([
      { type: 'document.superseded', payload: { byDocumentId: newer, reason: 'đổi nơi cư trú' } },
      { type: 'document.superseded', payload: { byDocumentId: newer } },
    ]);
    // A screen that was open all the while still has it to choose.
    expect(receive(hoa(), someReception(made.desk, { procedureId: marriage, reuse: [{ componentKey: residence, documentId: old }] }))).toMatchObject({ problem: 'document.notReusable' });
    // Once more the same: nothing new to write.
    const head = made.store.head();
    must(supersede(hoa(), { documentId: old, byDocumentId: newer, reason: 'đổi nơi cư trú' }));
    expect(made.store.head()).toEqual(head);

    must(reinstate(hoa(), { documentId: old, reason: 'nhầm giấy' }));
    expect(offered(residence)).toEqual([newer, old]);
    expect(paper(old)).not.toHaveProperty('supersededBy');
  });

  it('only one of the same kind and the same owner that stands itself', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const [ct07, single, again] = [await digitise(hoa(), { dossierId, componentKey: residence }), await digitise(hoa(), { dossierId, componentKey: singleStatus }), await digitise(hoa(), { dossierId, componentKey: residence })];
    const theirs = await digitise(hoa(), { dossierId: receiveSome(hoa(), { procedureId: marriage, applicant: neighbour }).dossierId, componentKey: residence });
    const by = (documentId: string, byDocumentId: string) => supersede(hoa(), { documentId, byDocumentId, reason: '' });
    expect(by(ct07, single)).toEqual({ problem: 'document.cannotSupersede', data: {} });
    expect(by(ct07, theirs)).toEqual({ problem: 'document.cannotSupersede', data: {} });
    expect(by(ct07, ct07)).toEqual({ problem: 'document.cannotSupersede', data: {} });
    expect(by(ct07, 'made up')).toEqual({ problem: 'document.unknown', data: {} });
    must(supersede(hoa(), { documentId: ct07, byDocumentId: again, reason: '' }));
    expect(by(again, ct07)).toEqual({ problem: 'document.cannotSupersede', data: {} });
    must(detach(hoa(), { documentId: single, reason: 'gắn nhầm' }));
    expect(by(single, again)).toEqual({ problem: 'document.unknown', data: {} });
  });

  it('one that was ended by hand is not offered either', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const documentId = await digitise(hoa(), { dossierId, componentKey: residence, description: { issuedOn: '2026-11-02' } });
    expect(offered(residence)).toEqual([documentId]);
    must(describeDocument(hoa(), { documentId, description: { validUntil: '2026-11-22' } }));
    expect(offered(residence)).toEqual([]);
    expect(paper(documentId)?.validity).toEqual({ state: 'expired', validUntil: '2026-11-22' });
  });
});

describe('what a scan says', () => {
  it('may be written down before it is put to its paper, and goes along', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const { sha256, sizeBytes } = await made.desk.blobs.put(Buffer.from('giấy vừa quét'));
    const source = { folder: '/quét', fileName: 'giấy.pdf', sizeBytes, modifiedAt: 0 };
    made.store.write('desk', (tx) => tx.append({ entity: 'document', entityId: 'vừa quét', type: 'document.scanned', payload: { source, sha256, mediaType: 'application/pdf', sizeBytes, pageCount: 1 } }));
    must(describeDocument(hoa(), { documentId: 'vừa quét', description: { number: '8/XN', issuedOn: '2026-11-02' } }));
    must(attach(hoa(), { documentId: 'vừa quét', dossierId, componentKey: residence }));
    expect(paper('vừa quét')).toMatchObject({ typeCode: 'KQ.G01.000062', number: '8/XN', validity: { state: 'valid', validUntil: '2027-11-02' } });
    // What was put away is nobody's paper.
    must(detach(hoa(), { documentId: 'vừa quét', reason: 'nhầm' }));
    must(dismiss(hoa(), { documentId: 'vừa quét', reason: 'nhầm' }));
    expect(describeDocument(hoa(), { documentId: 'vừa quét', description: { number: '9/XN' } })).toEqual({ problem: 'document.notAttached', data: {} });
  });
});

describe('parts of one stack', () => {
  /** Two documents made of the pages of one scan, as splitting makes them. */
  const split = async (dossierId: string) => {
    const { sha256, sizeBytes } = await made.desk.blobs.put(Buffer.from('chồng giấy của nhiều người'));
    const source = { folder: '/quét', fileName: 'chồng giấy.pdf', sizeBytes, modifiedAt: 0 };
    const ids = ['phần một', 'phần hai'];
    made.store.write('hoa', (tx) => {
      for (const [index, entityId] of ids.entries()) {
        const pages = [{ sha256, page: index + 1, quarterTurns: 1 }];
        tx.append({ entity: 'document', entityId, type: 'document.composed', payload: { from: ['chồng'], cause: 'split', source, sha256, mediaType: 'application/pdf', sizeBytes, pageCount: 2, pages }, blobs: [sha256] });
        tx.append({ entity: 'document', entityId, type: 'document.attached', payload: { dossierId, componentKey: [singleStatus, residence][index]!, sha256 } });
      }
    });
    return { ids, sha256 };
  };

  it('are papers of their own, each described for itself, and reused with its own pages', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const { ids, sha256 } = await split(dossierId);
    expect(papers().map(({ documentId }) => documentId).sort()).toEqual([...ids].sort());
    must(describeDocument(hoa(), { documentId: ids[1]!, description: { typeCode: 'KQ.G01.000062', number: '8/XN' } }));
    expect(paper(ids[0]!)).toMatchObject({ isDescribed: false });
    const second = receiveSome(hoa(), { procedureId: marriage, reuse: [{ componentKey: residence, documentId: ids[1]! }] });
    const reused = made.store.state('dossier', second.dossierId)!.components.find(({ key }) => key === residence)!.reusedDocumentId!;
    expect(made.store.state('document', reused)).toMatchObject({ pages: [{ sha256, page: 2, quarterTurns: 1 }], description: { number: '8/XN' } });
    expect(paper(ids[1]!)?.usedIn).toHaveLength(2);
  });

  it('the whole stack is handed out to nobody', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const { ids } = await split(dossierId);
    expect(papers().map(({ canExport }) => canExport)).toEqual([false, false]);
    expect(exportPapers(hoa(), { ownerId: anh, documentIds: ids, purpose: 'theo đề nghị' })).toEqual({ problem: 'export.nothingHere', data: {} });
    const { sha256, sizeBytes } = await made.desk.blobs.put(Buffer.from('trang của riêng người này'));
    made.store.write('desk', (tx) => tx.append({ entity: 'document', entityId: ids[0]!, type: 'document.rendered', payload: { sha256, sizeBytes, pageCount: 1, hasText: true }, blobs: [sha256] }));
    const { exportId } = must(exportPapers(hoa(), { ownerId: anh, documentIds: ids, purpose: 'theo đề nghị' }));
    const files = readZip(await bytesOf(exportId));
    expect([...files.values()].map(String)).not.toContain('chồng giấy của nhiều người');
    expect(String(files.get('024186001234_KQ.G15.000038.pdf'))).toBe('trang của riêng người này');
    expect(String(files.get('danh-muc.csv'))).toContain('Chưa có tệp trên máy của quầy');
  });
});

const bytesOf = async (exportId: string, ownerId = anh): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of must(exportZip(made.desk, { ownerId, exportId })).bytes) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
};

describe('papers handed out to their owner', () => {
  it('as one ZIP with an index; who gave out what, when and for what stays in the log', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const described = { typeCode: 'KQ.G15.000038', number: '15/XN-UBND', issuedBy: '=UBND "xã" Lục Sơn & <b>', issuedOn: '2026-11-02' };
    const [one, two, three] = [
      await digitise(hoa(), { dossierId, componentKey: singleStatus, bytes: 'giấy một', description: described }),
      await digitise(hoa(), { dossierId, componentKey: singleStatus, bytes: 'giấy hai', description: described }),
      await digitise(hoa(), { dossierId, componentKey: residence, bytes: 'giấy ba' }),
    ];
    const signed = await made.desk.blobs.put(Buffer.from('bản đã ký của giấy ba'));
    made.store.write('desk', (tx) => {
      tx.append({ entity: 'document', entityId: three, type: 'document.rendered', payload: { ...signed, pageCount: 1, hasText: true }, blobs: [signed.sha256] });
      tx.append({ entity: 'document', entityId: three, type: 'document.signed', payload: { ...signed, kind: 'seal', signer: { name: 'UBND', organisation: '', issuer: 'CA', serial: '1' }, hasTimestamp: false }, blobs: [signed.sha256] });
    });
    expect(paper(three)).toMatchObject({ isSigned: false, isSealed: true, canExport: true });

    const purpose = 'Công dân đề nghị cung cấp bản sao';
    const { exportId } = must(exportPapers(hoa(), { ownerId: anh, documentIds: [one, two, three], purpose }));
    expect(must(viewCitizen(made.desk, { id: anh })).exports).toEqual([{ eventId: exportId, at: made.clock.now(), actorName: 'Nguyễn Thị Hoa', count: 3, purpose }]);
    const files = readZip(await bytesOf(exportId));
    const index = String(files.get('danh-muc.html'));
    const table = String(files.get('danh-muc.csv'));
    files.delete('danh-muc.html');
    files.delete('danh-muc.csv');
    expect(new Set(files.keys())).toEqual(new Set(['024186001234_KQ.G01.000062.pdf', '024186001234_KQ.G15.000038_15-XN-UBND.pdf', '024186001234_KQ.G15.000038_15-XN-UBND (2).pdf']));
    expect(new Set([...files.values()].map(String))).toEqual(new Set(['giấy một', 'giấy hai', 'bản đã ký của giấy ba']));
    for (const [name, bytes] of files) {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      expect(table.split('\r\n').find((line) => line.includes(sha256))).toContain(`"${name}"`);
    }
    // A spreadsheet must not run what a paper says, nor a browser.
    expect(table).toContain(`"'=UBND ""xã"" Lục Sơn & <b>"`);
    expect(index).toContain('=UBND &quot;xã&quot; Lục Sơn &amp; &lt;b&gt;');
    expect(index).toContain('Đặng Thị Ngọc Ánh');
    expect(index).toContain(purpose);
  });

  it('nothing that is not theirs, nothing without a purpose, nothing that is not in the log', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const mine = await digitise(hoa(), { dossierId, componentKey: residence });
    const theirs = await digitise(hoa(), { dossierId: receiveSome(hoa(), { procedureId: marriage, applicant: neighbour }).dossierId, componentKey: residence });
    const head = made.store.head();
    expect(exportPapers(hoa(), { ownerId: anh, documentIds: [mine, theirs], purpose: 'theo đề nghị' })).toEqual({ problem: 'document.unknown', data: {} });
    expect(exportPapers(hoa(), { ownerId: 'made up', documentIds: [mine], purpose: 'theo đề nghị' })).toEqual({ problem: 'citizen.unknown', data: {} });
    expect(made.store.head()).toEqual(head);

    const api = makeApi(made);
    const page = await api.signIn('hoa');
    expect(await refusalOf(page.api.citizen.export.mutate({ ownerId: anh, documentIds: [mine], purpose: '  ' }))).toMatchObject({ problem: 'input.malformed', data: { field: 'purpose' } });
    const { exportId } = await page.api.citizen.export.mutate({ ownerId: anh, documentIds: [mine], purpose: 'theo đề nghị' });
    const answer = await page.request(`/files/citizen-export/${anh}/${exportId}.zip`);
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('content-disposition')]).toEqual([200, 'application/zip', expect.stringContaining('attachment')]);
    expect(readZip(new Uint8Array(await answer.arrayBuffer())).size).toBe(3);
    // Another person's export, a made-up one, one who only reads, nobody.
    expect((await page.request(`/files/citizen-export/${citizenIdOf(neighbour.number)}/${exportId}.zip`)).status).toBe(404);
    expect((await page.request(`/files/citizen-export/${anh}/${anh}.zip`)).status).toBe(404);
    expect((await (await api.signIn('quantri')).request(`/files/citizen-export/${anh}/${exportId}.zip`)).status).toBe(403);
    expect((await (await api.openPage()).request(`/files/citizen-export/${anh}/${exportId}.zip`)).status).toBe(401);
  });

  it('a file that cannot be read whole ends the download', async () => {
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage });
    const documentId = await digitise(hoa(), { dossierId, componentKey: residence });
    const { exportId } = must(exportPapers(hoa(), { ownerId: anh, documentIds: [documentId], purpose: 'theo đề nghị' }));
    const { sha256 } = made.store.state('document', documentId)!;
    const fault = new Error('ổ đĩa hỏng');
    const desk = { ...made.desk, blobs: { ...made.desk.blobs, read: (asked: string) => (asked === sha256 ? made.desk.blobs.read(asked).destroy(fault) : made.desk.blobs.read(asked)) } };
    const read = async (): Promise<void> => {
      for await (const _ of must(exportZip(desk, { ownerId: anh, exportId })).bytes) continue;
    };
    await expect(read()).rejects.toThrow('ổ đĩa hỏng');
  });

  it('an organisation’s likewise', async () => {
    const organisation = { taxCode: '0101248141', name: 'Công ty TNHH Lục Sơn', kind: 'enterprise' as const, address: 'Lục Sơn', representative: '', phone: '', email: '' };
    const { dossierId } = receiveSome(hoa(), { procedureId: marriage, owner: { kind: 'organisation', organisation }, authority: { kind: 'legalRepresentative', document: '' } });
    const documentId = await digitise(hoa(), { dossierId, componentKey: residence });
    const id = organisationIdOf(organisation.taxCode);
    const { exportId } = must(exportPapers(hoa(), { ownerId: id, documentIds: [documentId], purpose: 'theo đề nghị' }));
    expect(must(viewOrganisation(made.desk, { id })).exports).toMatchObject([{ eventId: exportId, count: 1 }]);
    expect([...readZip(await bytesOf(exportId, id)).keys()]).toContain('0101248141_KQ.G01.000062.pdf');
  });
});
