import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slipComponentKey } from '../../domain/document/document.ts';
import type { Owner } from '../../domain/dossier/events.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { dayMs } from '../../domain/time.ts';
import { attach } from '../../electron/desk/digitisation/inbox.ts';
import { handOver } from '../../electron/desk/results/hand-over.ts';
import { keepSignature } from '../../electron/desk/results/keep-signature.ts';
import { noticeOf } from '../../electron/desk/results/notice.ts';
import { rate } from '../../electron/desk/results/rate.ts';
import { recordResult } from '../../electron/desk/results/record.ts';
import { resultSlipPdf } from '../../electron/desk/results/result-slip.ts';
import { tellCitizen } from '../../electron/desk/results/tell.ts';
import type { HandOverInput, RecordInput } from '../../electron/desk/results/types.ts';
import { waitingResults } from '../../electron/desk/results/waiting.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { changeSettings } from '../../electron/desk/setup/settings.ts';
import { cancel } from '../../electron/desk/workflow/cancel.ts';
import { extend } from '../../electron/desk/workflow/extend.ts';
import { move } from '../../electron/desk/workflow/move.ts';
import { recordPayment } from '../../electron/desk/workflow/payments.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { makeApi } from '../fixtures/desk-api.ts';
import { makeDossier } from '../fixtures/dossiers.ts';
import { readPdf } from '../fixtures/read-pdf.ts';
import { birth, receiveSome, type ReceptionChanges, someApplicant } from '../fixtures/reception.ts';
import { returnResult, walkTo } from '../fixtures/stages.ts';

let workers: Workers;
let made: TestDesk;
beforeAll(async () => {
  workers = createWorkers();
  made = await makeDesk({ workers });
});
afterAll(async () => {
  made.close();
  await workers.close();
});

/** Nhận cha, mẹ, con: three working days. */
const threeDays = procedureIdOf({ code: '1.001022', name: '' });
const stateOf = (id: string) => made.store.state('dossier', id)!;
const record = (id: string, changes: Partial<RecordInput> = {}) =>
  recordResult(made.as('dung'), { id, outcome: 'granted', number: '12/2026-TLKT', title: 'Trích lục', issuedOn: '2026-11-23', signedBy: 'Lê Văn Cường', ...changes });
const hand = (id: string, changes: Partial<HandOverInput> = {}) =>
  handOver(made.as('hoa'), { id, method: 'desk', receiver: 'applicant', name: '', number: '', authority: '', identity: 'seen', signature: 'paper', trackingNumber: '', ...changes });
/** At the desk, with its result. */
const done = (changes: ReceptionChanges = {}): string => {
  const { dossierId } = receiveSome(made.as('hoa'), changes);
  walkTo(made, dossierId, 4);
  must(record(dossierId));
  return dossierId;
};
const drawn = (): Promise<Buffer> =>
  sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300"><path d="M60 200 C 200 20 300 280 420 120 S 700 60 840 210" stroke="black" stroke-width="5" fill="none"/></svg>')).png().toBuffer();

describe('the result', () => {
  it('is recorded where it is sealed or returned, once it is signed, and mended until it is given out', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    walkTo(made, id, 2);
    expect(record(id)).toEqual({ problem: 'result.tooEarly', data: {} });
    walkTo(made, id, 3);
    expect(record(id, { issuedOn: '2026-11-24' })).toMatchObject({ problem: 'result.issuedInFuture' });
    must(record(id, { title: ' ' }));
    const head = made.store.head();
    must(record(id, { title: ' ' }));
    expect(made.store.head()).toEqual(head);
    expect(stateOf(id).result).toMatchObject({ number: '12/2026-TLKT', title: stateOf(id).procedure.name, signedBy: 'Lê Văn Cường' });
    walkTo(made, id, 4);
    must(record(id, { number: '13/2026-TLKT' }));
    must(hand(id));
    expect(record(id)).toMatchObject({ problem: 'result.handedOverAlready', data: { name: someApplicant.fullName } });
  });

  it.each([
    ['withdrawn', (id: string) => takeStep(made.as('binh'), { id, to: 'withdrawn', reason: 'dân rút' })],
    ['cancelled', (id: string) => cancel(made.as('hoa'), { id, reason: 'nhầm' })],
  ])('of a dossier that was %s is refused with its reason, and the dossier stays as it was', (_, end) => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    must(end(id));
    const before = stateOf(id);
    for (const tried of [record(id), hand(id), tellCitizen(made.as('hoa'), { id, method: 'call', isReached: true, note: '' })]) expect(tried).toEqual({ problem: 'result.dossierEnded', data: { status: 'withdrawn' } });
    expect(stateOf(id)).toEqual(before);
  });

  it('given out at one desk while another found it wrong: kept, and settled with all that was written down', async () => {
    const other = await makeDesk({ deskNumber: 2 });
    const id = done();
    other.store.merge(made.store.ownEvents(0, 10_000), '1');
    other.clock.set(made.clock.now() + 1000);
    must(takeStep(other.as('hoa'), { id, to: 'processing', reason: 'kết quả sai' }));
    made.clock.advance(2000);
    must(hand(id));
    made.store.merge(other.store.ownEvents(0, 10_000), '1');
    other.close();
    const [conflict] = stateOf(id).conflicts;
    expect(stateOf(id)).toMatchObject({ status: 'processing', conflicts: [{ to: 'returned', handOver: { name: someApplicant.fullName, signature: 'paper' } }] });
    made.store.write('binh', (tx) => void tx.append({ entity: 'dossier', entityId: id, type: 'dossier.conflictSettled', payload: { eventId: conflict!.eventId, status: 'returned', note: 'dân đã cầm' } }));
    expect(stateOf(id)).toMatchObject({ status: 'returned', returnedAt: made.clock.now(), handOver: { name: someApplicant.fullName, at: made.clock.now() } });
  });

  it('that is wrong goes back to be made again', () => {
    const id = done();
    must(move(made.as('hoa'), { id, to: 1, officerId: '', reason: 'sai họ tên' }));
    expect(hand(id)).toEqual({ problem: 'result.notReady', data: { status: 'processing' } });
    walkTo(made, id, 4);
    must(hand(id));
    expect(stateOf(id).status).toBe('returned');
  });
});

describe('handing over', () => {
  it('ends the dossier, takes it over from whoever sealed it, and pressed twice it happens once', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    walkTo(made, id, 3);
    must(record(id));
    must(move(made.as('dung'), { id, to: 4, officerId: '', reason: '' }));
    must(hand(id));
    const head = made.store.head();
    must(hand(id));
    expect(made.store.head()).toEqual(head);
    expect(made.store.eventsOf('dossier', id).slice(-3).map(({ type }) => type)).toEqual(['dossier.moved', 'dossier.moveAnswered', 'dossier.handedOver']);
    expect(stateOf(id)).toMatchObject({ status: 'returned', handOver: { name: someApplicant.fullName, number: someApplicant.number, identity: 'seen', signature: 'paper' } });
    expect(hand(id, { receiver: 'authorised', name: 'Người khác', authority: 'giấy' })).toMatchObject({ problem: 'result.handedOverAlready' });
  });

  it('nothing without a result, but where a procedure has no paper to give', () => {
    const { dossierId: id } = receiveSome(made.as('hoa'));
    walkTo(made, id, 4);
    expect(hand(id)).toMatchObject({ problem: 'result.notRecorded' });
    const { id: procedureId, isRetired: _r, version: _v, updatedAt: _u, isBaseline: _b, ...fields } = made.store.state('procedure', threeDays)!;
    made.store.write('quantri', (tx) => void tx.append({ entity: 'procedure', entityId: procedureId, type: 'procedure.published', payload: { ...fields, hasResultPaper: false } }));
    const { dossierId: other } = receiveSome(made.as('hoa'), { procedureId: threeDays });
    walkTo(made, other, 4);
    must(hand(other));
  });

  const mother = { ...someApplicant, number: '024160000001', oldNumber: '', fullName: 'Nguyễn Thị Mẹ' };
  const owned = (owner: Owner) => done({ owner, authority: { kind: 'relative', document: 'giấy khai sinh' } });
  const company = { kind: 'organisation', organisation: { taxCode: '0100109106', name: 'Công ty Đại Phát', kind: 'enterprise', address: '', representative: '', phone: '', email: '' } } as const;

  it('looks whose card it is', () => {
    const id = owned({ kind: 'person', person: mother });
    expect(hand(id, { identity: 'card', number: mother.number })).toEqual({ problem: 'result.otherPersonsCard', data: { name: someApplicant.fullName } });
    expect(hand(id, { identity: 'vneid', number: '' })).toMatchObject({ problem: 'result.otherPersonsCard' });
    expect(hand(id, { identity: 'card', receiver: 'owner', number: someApplicant.number })).toEqual({ problem: 'result.otherPersonsCard', data: { name: mother.fullName } });
    expect(hand(id, { identity: 'none' })).toMatchObject({ problem: 'result.identityMissing' });
    must(hand(id, { identity: 'card', receiver: 'owner', number: mother.number }));
    expect(stateOf(id).handOver).toMatchObject({ receiver: 'owner', name: mother.fullName, number: mother.number, identity: 'card' });
    // The old nine digits are theirs as well.
    must(hand(done(), { identity: 'card', number: someApplicant.oldNumber }));
  });

  it('wants to see by what right another comes', () => {
    const id = done();
    const another = { receiver: 'authorised', name: 'Trần Văn Bốn', number: '024090000004', identity: 'card' } as const;
    expect(hand(id, { ...another, name: ' ' })).toMatchObject({ problem: 'result.receiverUnknown' });
    expect(hand(id, another)).toEqual({ problem: 'result.authorityMissing', data: { name: someApplicant.fullName } });
    must(hand(id, { ...another, authority: 'giấy ủy quyền 3/2026' }));
    expect(stateOf(id).handOver).toMatchObject({ name: 'Trần Văn Bốn', authority: 'giấy ủy quyền 3/2026' });
    const ofCompany = owned(company);
    expect(hand(ofCompany, { receiver: 'owner', name: 'Lê Thị Kế Toán', identity: 'card', number: '024090000005' })).toEqual({ problem: 'result.authorityMissing', data: { name: 'Công ty Đại Phát' } });
    must(hand(ofCompany, { receiver: 'owner', name: 'Lê Thị Kế Toán', identity: 'card', number: '024090000005', authority: 'giấy giới thiệu 8' }));
  });

  it('holds back what is not paid for, unless somebody says why', () => {
    const id = done({ feeVnd: 15_000 });
    expect(hand(id)).toEqual({ problem: 'result.feeDue', data: { amount: '15.000 đồng' } });
    const { paymentId } = must(recordPayment(made.as('hoa'), { id, method: 'cash', amountVnd: 5000, reference: '' }));
    expect(hand(id)).toEqual({ problem: 'result.feeDue', data: { amount: '10.000 đồng' } });
    expect(hand(id, { unpaidReason: '  ' })).toMatchObject({ problem: 'result.feeDue' });
    must(hand(id, { unpaidReason: 'hộ nghèo, nộp sau' }));
    expect(made.store.eventsOf('dossier', id).at(-1)?.payload).toMatchObject({ unpaidReason: 'hộ nghèo, nộp sau' });
    expect(paymentId).not.toBe('');
    // Nothing is due, so nothing is said of it.
    const paid = done({ feeVnd: 5000, payment: { method: 'cash', reference: '' } });
    must(hand(paid, { unpaidReason: 'thừa' }));
    expect(stateOf(paid).handOver).not.toHaveProperty('unpaidReason');
  });

  it('signed on paper, the slip is scanned later and kept with the dossier', () => {
    const id = done();
    const documentId = `phiếu ${id}`;
    const source = { folder: 'F', fileName: 'phieu.pdf', sizeBytes: 9, modifiedAt: 1 };
    made.store.write('desk', (tx) => void tx.append({ entity: 'document', entityId: documentId, type: 'document.scanned', payload: { source, sha256: 'c'.repeat(64), mediaType: 'application/pdf', sizeBytes: 9, pageCount: 1 } }));
    const put = () => attach(made.as('hoa'), { documentId, dossierId: id, componentKey: slipComponentKey });
    expect(put()).toMatchObject({ problem: 'component.unknown' });
    must(hand(id));
    must(put());
    expect(made.store.state('document', documentId)).toMatchObject({ status: 'attached', dossierId: id, componentKey: slipComponentKey });
  });

  it('by post with a number, electronically without a signature', () => {
    const posted = done({ returnMethod: 'postal' });
    expect(hand(posted, { method: 'postal', trackingNumber: ' ' })).toMatchObject({ problem: 'result.trackingMissing' });
    must(hand(posted, { method: 'postal', trackingNumber: 'EE123456789VN', identity: 'card', signature: 'paper', number: 'lạ' }));
    expect(stateOf(posted).handOver).toMatchObject({ trackingNumber: 'EE123456789VN', identity: 'none', signature: 'none' });
    const sent = done({ returnMethod: 'electronic' });
    must(hand(sent, { method: 'electronic', identity: 'none', signature: 'none' }));
    expect(stateOf(sent)).toMatchObject({ status: 'returned', handOver: { method: 'electronic', signature: 'none' } });
  });
});

describe('a signature on the screen', () => {
  it('is a picture with ink on it, and goes to the district with the hand-over', async () => {
    const id = done();
    const blank = await sharp({ create: { width: 900, height: 300, channels: 4, background: '#0000' } }).png().toBuffer();
    for (const bad of [Buffer.from('không phải ảnh'), blank, (await drawn()).subarray(0, 200)]) expect(await keepSignature(made.as('hoa'), bad)).toMatchObject({ problem: 'signature.malformed' });
    const { sha256 } = must(await keepSignature(made.as('hoa'), await drawn()));
    expect(hand(id, { signature: 'screen' })).toMatchObject({ problem: 'result.signatureMissing' });
    expect(hand(id, { signature: 'screen', signatureSha256: 'b'.repeat(64) })).toMatchObject({ problem: 'result.signatureMissing' });
    expect(hand(id, { signature: 'none' })).toMatchObject({ problem: 'result.signatureMissing' });
    must(hand(id, { signature: 'screen', signatureSha256: sha256 }));
    expect(made.store.eventsOf('dossier', id).at(-1)).toMatchObject({ blobs: [sha256], payload: { signature: 'screen', signatureSha256: sha256 } });
  });

  it('stands on the slip, which is the same file each time it is printed; before, the slip is to be signed by hand', async () => {
    const id = done({ feeVnd: 15_000 });
    const waiting = await readPdf(must(await resultSlipPdf(made.as('hoa'), { dossierId: id })));
    expect(waiting.text).toContain('Người nhận kết quả: ……');
    const { sha256 } = must(await keepSignature(made.as('hoa'), await drawn()));
    must(hand(id, { signature: 'screen', signatureSha256: sha256, unpaidReason: 'nộp sau' }));
    made.clock.advance(dayMs);
    const bytes = must(await resultSlipPdf(made.as('dung'), { dossierId: id }));
    const slip = await readPdf(bytes);
    for (const words of ['PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT HỒ SƠ', stateOf(id).code, '12/2026-TLKT', 'Lê Văn Cường', `Người nhận kết quả: ${someApplicant.fullName}`, 'trực tiếp tại quầy', 'chưa thu, lý do: nộp sau', 'Nguyễn Thị Hoa']) {
      expect(slip.text).toContain(words);
    }
    expect([slip.pages.length, slip.size]).toEqual([1, waiting.size]);
    // Ink where there was none.
    expect(Buffer.compare(slip.picture, waiting.picture)).not.toBe(0);
    expect(bytes.length).toBeGreaterThan(waiting.bytes.length);
    expect(Buffer.from(must(await resultSlipPdf(made.as('hoa'), { dossierId: id })))).toEqual(Buffer.from(bytes));
    expect(await resultSlipPdf(made.as('hoa'), { dossierId: receiveSome(made.as('hoa')).dossierId })).toMatchObject({ problem: 'result.notReady' });
    expect(await resultSlipPdf(made.as('hoa'), { dossierId: 'không có' })).toMatchObject({ problem: 'dossier.unknown' });
  });
});

describe('telling and waiting', () => {
  it('lists whom to tell and who has not come, longest first, with the days', async () => {
    const desk = await makeDesk();
    const asHoa = desk.as('hoa');
    const one = (): string => {
      const { dossierId } = receiveSome(asHoa);
      walkTo(desk, dossierId, 4);
      return dossierId;
    };
    const [first, second] = [one(), one()];
    desk.clock.advance(2 * dayMs);
    const third = one();
    const list = (kind: 'toTell' | 'uncollected') => waitingResults(desk.desk, { kind });
    expect(list('toTell').items.map(({ id, daysWaiting }) => [id, daysWaiting])).toEqual([...[first, second].toSorted().map((id) => [id, 2]), [third, 0]]);
    const tell = (id: string, isReached: boolean) => must(tellCitizen(asHoa, { id, method: 'call', isReached, note: '' }));
    tell(first, false);
    tell(second, true);
    expect(list('toTell')).toMatchObject({ counts: { toTell: 2, uncollected: 1 }, nextCursor: null });
    expect(list('toTell').items.find(({ id }) => id === first)).toMatchObject({ tellings: 1, phone: someApplicant.phone });
    expect(list('uncollected').items.map(({ id }) => id)).toEqual([second]);
    returnResult(desk, second);
    expect(list('uncollected')).toMatchObject({ items: [], counts: { toTell: 2, uncollected: 0 } });
    desk.close();
  });

  it('pages through many without a gap', async () => {
    const desk = await makeDesk({ hasOfficers: false });
    const ids = Array.from({ length: 120 }, () => {
      const { id } = makeDossier(desk.as('quantri'), { procedureId: birth });
      desk.clock.advance(1000);
      desk.store.write('test', (tx) => {
        for (const [from, to] of [['accepted', 'processing'], ['processing', 'done']]) tx.append({ entity: 'dossier', entityId: id, type: 'dossier.stepTaken', payload: { from, to, reason: '' } });
      });
      return id;
    });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = waitingResults(desk.desk, { kind: 'toTell', cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
    desk.close();
  });

  it('has a text to send with nothing in it but the code and the place, short enough for one message', async () => {
    const id = done();
    const { sms, zalo, phone } = must(noticeOf(made.desk, { id }));
    expect(sms).toBe(`UBND xa Luc Son: Ho so ${stateOf(id).code} da co ket qua. Moi Ong/Ba den Luc Son nhan, mang theo giay hen va can cuoc. DT 0204 3884 123.`);
    expect(zalo).toContain(`hồ sơ ${stateOf(id).code} đã có kết quả`);
    expect(phone).toBe(someApplicant.phone);
    for (const text of [sms, zalo]) expect(text).not.toMatch(/Ánh|ánh|Đặng|024186001234|khai sinh|khai_sinh/i);
    expect(noticeOf(made.desk, { id: receiveSome(made.as('hoa')).dossierId })).toMatchObject({ problem: 'result.notReady' });
    const late = receiveSome(made.as('hoa'), { procedureId: threeDays }).dossierId;
    must(extend(made.as('cuong'), { id: late, until: { value: 2, unit: 'working-day' }, reason: 'xác minh', signedBy: '' }));
    expect(must(noticeOf(made.desk, { id: late })).sms).toContain('chua xong, hen tra lai ngay ');
  });

  it('whatever the commune is called', async () => {
    const id = done();
    const unit = must(await changeSettings(made.as('quantri'), {})).unit;
    const { agencyCode: _, ...names } = unit;
    const word = fc.string({ unit: fc.constantFrom(...'ĐĂẮẠẾỘứỵqwz –«»“”[]{}~^|\\`€🙂'), minLength: 1, maxLength: 300 }).filter((text) => text.trim() !== '');
    await fc.assert(
      fc.asyncProperty(word, word, fc.constantFrom('', '0204 3884 123'), async (name, oneStopName, phone) => {
        must(await changeSettings(made.as('quantri'), { unit: { ...names, name, oneStopName, place: name.slice(0, 200), phone } }));
        const { sms } = must(noticeOf(made.desk, { id }));
        expect(sms.length).toBeLessThanOrEqual(160);
        expect(sms).toMatch(/^[\x20-\x7e]*$/);
        expect(sms).not.toMatch(/[`^{}[\]~\\|]/);
        expect(sms).toContain(stateOf(id).code);
      }),
      { numRuns: 40 },
    );
    must(await changeSettings(made.as('quantri'), { unit: names }));
  });
});

it('a rating is the citizen’s: once, when they have the result', () => {
  const id = done();
  expect(rate(made.as('hoa'), { id, score: 'satisfied', comment: '' })).toMatchObject({ problem: 'result.notReady' });
  must(hand(id));
  must(rate(made.as('hoa'), { id, score: 'dissatisfied', comment: ' chờ lâu ' }));
  must(rate(made.as('hoa'), { id, score: 'dissatisfied', comment: 'chờ lâu' }));
  expect(rate(made.as('hoa'), { id, score: 'satisfied', comment: '' })).toMatchObject({ problem: 'result.ratedAlready' });
  made.store.write('khác', (tx) => void tx.append({ entity: 'dossier', entityId: id, type: 'dossier.rated', payload: { score: 'satisfied', comment: '' } }));
  expect(stateOf(id).rating).toMatchObject({ score: 'dissatisfied', comment: 'chờ lâu' });
});

describe('through the API', () => {
  it('from reception to the citizen’s signature, each by whoever may', async () => {
    const api = makeApi(made);
    const [hoa, binh, cuong, dung] = [await api.signIn('hoa'), await api.signIn('binh'), await api.signIn('cuong'), await api.signIn('dung')];
    const { dossierId: id } = receiveSome(made.as('hoa'));
    const people = await hoa.api.dossier.peopleFor.query({ id, stage: 1 });
    await hoa.api.dossier.move.mutate({ id, to: 1, officerId: people[0]!.officerId, reason: '' });
    const [task] = (await binh.api.dossier.board.query({ scope: 'mine' })).toTake.filter((row) => row.id === id);
    await binh.api.dossier.answerMove.mutate({ id, moveId: task!.moveId!, isAccepted: true, reason: '' });
    await binh.api.dossier.move.mutate({ id, to: 2, officerId: '', reason: '' });
    await cuong.api.dossier.move.mutate({ id, to: 3, officerId: '', reason: '' });
    await dung.api.results.record.mutate({ id, outcome: 'granted', number: '1', title: '', issuedOn: '', signedBy: '' });
    await dung.api.dossier.move.mutate({ id, to: 4, officerId: '', reason: '' });
    const slipPath = `/files/result-slip/${id}.pdf`;
    const upload = (page: typeof hoa, body: Uint8Array): Promise<Response> => page.request('/files/signature', { method: 'POST', body: body as Uint8Array<ArrayBuffer> });
    expect((await upload(dung, await drawn())).status).toBe(403);
    expect((await upload(hoa, new Uint8Array(600 * 1024))).status).toBe(422);
    const { sha256 } = (await (await upload(hoa, await drawn())).json()) as { sha256: string };
    const given = { id, method: 'desk', receiver: 'applicant', name: '', number: someApplicant.number, authority: '', identity: 'card', signature: 'screen', signatureSha256: sha256, trackingNumber: '' } as const;
    await expect(dung.api.results.handOver.mutate(given)).rejects.toMatchObject({ data: { problem: { problem: 'permission.denied' } } });
    await hoa.api.results.handOver.mutate(given);
    await hoa.api.results.rate.mutate({ id, score: 'satisfied', comment: '' });
    const slip = await hoa.request(slipPath);
    expect([slip.status, slip.headers.get('content-type'), slip.headers.get('content-disposition')]).toEqual([200, 'application/pdf', expect.stringContaining('inline')]);
    expect((await (await api.signIn('quantri')).request(slipPath)).status).toBe(403);
    expect(await hoa.api.dossier.get.query({ id })).toMatchObject({ state: { status: 'returned', rating: { score: 'satisfied' } }, nextSteps: [] });
  });
});
