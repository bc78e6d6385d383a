import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import qrcode from 'qrcode';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentsOf } from '../../db/queries/dossiers.ts';
import { inbox } from '../../db/queries/documents.ts';
import { pageCodes } from '../../db/schema.ts';
import type { DocumentState } from '../../domain/document/document.ts';
import { effectivePages } from '../../domain/document/pages.ts';
import { dayMs } from '../../domain/time.ts';
import type { Desk } from '../../electron/desk/desk.ts';
import { createDigitisation, type DigitisationControl } from '../../electron/desk/digitisation/control.ts';
import { attach, detach, dismiss, restore } from '../../electron/desk/digitisation/inbox.ts';
import { listInbox } from '../../electron/desk/digitisation/list-inbox.ts';
import { codeSheetsPdf } from '../../electron/desk/digitisation/routing/code-sheets.ts';
import { listFiled } from '../../electron/desk/digitisation/routing/list-filed.ts';
import { type Suggestion, suggestions } from '../../electron/desk/digitisation/routing/suggestions.ts';
import { defaultSettings } from '../../electron/desk/digitisation/settings.ts';
import { receiptPdf } from '../../electron/desk/forms/form-pdf.ts';
import { putDocumentText } from '../../electron/desk/search/document-text.ts';
import { cancel } from '../../electron/desk/workflow/cancel.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { readPdf } from '../fixtures/read-pdf.ts';
import { marriage, receiveSome, someApplicant } from '../fixtures/reception.ts';
import { cardPayload, cardPhoto, jpegScan } from '../fixtures/scans.ts';
import { emptyPage, scannedPages, stackPdf } from '../fixtures/stacks.ts';

const { settleMs, stackPauseMs } = defaultSettings;

type Sheets = { dossier: Buffer; components: Buffer[]; result: Buffer };

let workers: Workers;
/** A desk gives its first two dossiers of the day always the same codes, so their sheets are printed and scanned once. */
let sheets: { first: Sheets; second: Sheets };
let made: TestDesk;
let digitisation: DigitisationControl;
/** Two dossiers, and what their printed sheets look like to a scanner. */
let first: { dossierId: string; code: string };
let second: { dossierId: string; code: string };

const sheetsOf = async (desk: Desk, { dossierId }: { dossierId: string }): Promise<Sheets> => {
  const pages = await scannedPages(must(await codeSheetsPdf(desk, { dossierId })));
  return { dossier: pages[0]!, components: pages.slice(1, -1), result: pages.at(-1)! };
};

const receiveTwo = (): void => {
  first = receiveSome(made.as('quantri'));
  second = receiveSome(made.as('quantri'), { procedureId: marriage, applicant: { ...someApplicant, number: '024086000123', fullName: 'Giáp Văn Oánh' } });
};

beforeAll(async () => {
  workers = createWorkers();
  made = await makeDesk({ workers, hasOfficers: false });
  receiveTwo();
  sheets = { first: await sheetsOf(made.desk, first), second: await sheetsOf(made.desk, second) };
  made.close();
});
afterAll(() => workers.close());

const open = (): void => {
  digitisation = createDigitisation(made.desk, { isWatching: false });
  digitisation.start();
};

beforeEach(async () => {
  made = await makeDesk({ workers, hasOfficers: false });
  receiveTwo();
  open();
});
afterEach(async () => {
  await digitisation.stop();
  made.close();
});

const put = (name: string, bytes: Uint8Array, modifiedAt?: number): void => {
  const path = join(made.scannerFolder, name);
  writeFileSync(path, bytes);
  if (modifiedAt !== undefined) utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
};

/** Taken from the folder, looked at, and filed. */
const pass = async (): Promise<void> => {
  await digitisation.rescan();
  made.clock.advance(settleMs);
  await digitisation.rescan();
  await digitisation.route();
};

const receiptOf = async ({ dossierId }: { dossierId: string }): Promise<Buffer> => (await scannedPages(must(await receiptPdf(made.desk, { dossierId, paper: 'A5' }))))[0]!;

const inInbox = (): DocumentState[] => inbox(made.store).rows;
/** `*` before what is left out. */
const recipe = (document: DocumentState): string => effectivePages(document).map(({ page, isDropped }) => `${isDropped ? '*' : ''}${page}`).join(' ');
const filed = ({ dossierId }: { dossierId: string }) => documentsOf(made.store, dossierId).map((document) => [document.componentKey, document.route, recipe(document)]);
const componentKeys = ({ dossierId }: { dossierId: string }): string[] => made.store.state('dossier', dossierId)!.components.map(({ key }) => key);
const offered = (documentId: string): [string, string][] => must(suggestions(made.desk, { documentId })).map(({ code, reason }: Suggestion) => [code, reason]);

test('the sheets are one A4 page each, with their words in the text and a code that says what they are for', async () => {
  const keys = componentKeys(first);
  const printed = await readPdf(must(await codeSheetsPdf(made.desk, first)));
  expect(printed.size).toMatch(/595\.\d+ x 841\.\d+/);
  expect(printed.pages).toHaveLength(keys.length + 2);
  expect(printed.codes).toEqual([{ format: 'QRCode', text: `QMC/${first.code}` }]);
  expect(printed.pages[0]).toContain('TỜ PHÂN CÁCH HỒ SƠ');
  expect(printed.pages.at(-1)).toContain('TỜ MÃ KẾT QUẢ');
  for (const page of printed.pages) expect(page).toContain('Đặng Thị Ngọc Ánh');
  expect(Buffer.from(must(await codeSheetsPdf(made.desk, first)))).toEqual(Buffer.from(printed.bytes));
  expect(await codeSheetsPdf(made.desk, { dossierId: 'không có' })).toMatchObject({ problem: 'dossier.unknown' });
});

describe('a stack that comes as one file', () => {
  test('is filed by the receipt on top, to the paper that is missing where there is just one', async () => {
    const [only, ...others] = componentKeys(first);
    for (const [index, componentKey] of others.entries()) {
      put(`${componentKey}.jpg`, await jpegScan(50 + index));
      await pass();
      must(attach(made.as('quantri'), { documentId: inInbox()[0]!.id, dossierId: first.dossierId, componentKey }));
    }
    put('tập.pdf', await stackPdf([await receiptOf(first), await jpegScan(1), await jpegScan(2)]));
    await pass();
    expect(inInbox()).toEqual([]);
    expect(filed(first).at(-1)).toEqual([only, 'receipt', '*1 2 3']);
  });

  test('of two dossiers with a sheet before each paper and the result goes where each belongs, in one transaction', async () => {
    const { first: a, second: b } = sheets;
    put('tập.pdf', await stackPdf([a.dossier, a.components[0]!, await jpegScan(1), await jpegScan(2), a.components[1]!, await emptyPage(), await jpegScan(3), b.dossier, await jpegScan(4), b.result, await jpegScan(5)]));
    await digitisation.rescan();
    made.clock.advance(settleMs);
    await digitisation.rescan();
    const [stack] = inInbox();
    await digitisation.route();
    const [d1, d2] = componentKeys(first);
    expect(filed(first)).toEqual([[d1, 'componentSheet', '*1 *2 3 4'], [d2, 'componentSheet', '*5 *6 7']]);
    expect(filed(second)).toEqual([['', 'dossierSheet', '*8 9'], ['ket-qua', 'componentSheet', '*10 11']]);
    expect(inInbox()).toEqual([]);

    const parts = [first, second].flatMap(({ dossierId }) => documentsOf(made.store, dossierId));
    expect(made.store.state('document', stack!.id)).toMatchObject({ status: 'dismissed', replacedBy: parts.map(({ id }) => id) });
    expect(new Set(parts.map(({ composedFrom }) => composedFrom?.join()))).toEqual(new Set([stack!.id]));
    // All of it under one commit of the clock, and the bytes are on their way to the district.
    const attached = parts.map(({ id }) => made.store.eventsOf('document', id));
    expect(attached.every((events) => events.map(({ type }) => type).join() === 'document.composed,document.attached')).toBe(true);
    expect(attached.flatMap((events) => events[1]!.blobs)).toEqual(parts.map(() => stack!.sha256));
    expect(new Set(parts.map(({ ownerId }) => ownerId)).size).toBe(2);

    // Nobody saw it go, so the inbox tells where it is: today, and as long as nobody has taken it off again.
    const told = (): unknown[] => listFiled(made.desk).map(({ fileName, pageCount, componentKey, dossier }) => [fileName, pageCount, componentKey, dossier.code]);
    const all = [['tập.pdf', 2, d1, first.code], ['tập.pdf', 1, d2, first.code], ['tập.pdf', 1, '', second.code], ['tập.pdf', 1, 'ket-qua', second.code]];
    expect(new Set(told().map(String))).toEqual(new Set(all.map(String)));
    must(detach(made.as('quantri'), { documentId: parts[0]!.id, reason: 'nhầm hồ sơ' }));
    expect(told()).toHaveLength(all.length - 1);
    made.clock.advance(dayMs);
    expect(told()).toEqual([]);
  });

  test('is looked at once: what an officer takes off again stays off, and nothing is filed twice after a restart', async () => {
    const { components } = sheets.first;
    put('tập.pdf', await stackPdf([components[0]!, await jpegScan(1)]));
    await pass();
    const [document] = documentsOf(made.store, first.dossierId);
    must(detach(made.as('quantri'), { documentId: document!.id, reason: 'nhầm hồ sơ' }));
    await digitisation.stop();
    made = made.reopen();
    open();
    await pass();
    expect(inInbox().map(({ id, status }) => [id, status])).toEqual([[document!.id, 'inbox']]);
    expect(offered(document!.id)[0]).toEqual([first.code, 'codeOnPage']);
    // By hand it goes where the officer says, to the result too.
    must(attach(made.as('quantri'), { documentId: document!.id, dossierId: second.dossierId, componentKey: 'ket-qua' }));
    expect(documentsOf(made.store, second.dossierId)[0]).toMatchObject({ componentKey: 'ket-qua', status: 'attached' });
    expect(documentsOf(made.store, second.dossierId)[0]).not.toHaveProperty('route');
  });

  test('that is scanned again is not filed again, but says where the first one is', async () => {
    const { components } = sheets.first;
    const bytes = await stackPdf([components[0]!, await jpegScan(1)]);
    put('một.pdf', bytes);
    await pass();
    put('hai.pdf', bytes);
    await pass();
    expect(filed(first)).toHaveLength(1);
    expect(inInbox()).toMatchObject([{ duplicateOf: expect.any(String), source: { fileName: 'hai.pdf' } }]);
    expect(offered(inInbox()[0]!.id)[0]).toEqual([first.code, 'codeOnPage']);
  });

  test('of a dossier that takes no papers any more, or of none that is known, waits and says so', async () => {
    const gone = receiveSome(made.as('quantri'));
    const receipt = await receiptOf(gone);
    must(cancel(made.as('quantri'), { id: gone.dossierId, reason: 'nhập nhầm' }));
    put('đã hủy.pdf', await stackPdf([receipt, await jpegScan(1)]));
    const code = await sharp(await qrcode.toBuffer('QMC/H02.15.20-261123-7001', { width: 300 })).extend({ top: 200, bottom: 600, left: 200, right: 300, background: '#fff' }).jpeg().toBuffer();
    put('xã khác.pdf', await stackPdf([code, await jpegScan(2)]));
    await pass();
    const [closed, foreign] = inInbox();
    expect(offered(closed!.id).at(-1)).toEqual([gone.code, 'codeOfClosedDossier']);
    expect(offered(foreign!.id).every(([, reason]) => reason === 'receivedJustNow')).toBe(true);
    expect(listInbox(made.desk, {}).items.map(({ fileName, sheet }) => [fileName, sheet?.state])).toEqual([
      ['đã hủy.pdf', 'closedDossier'],
      ['xã khác.pdf', 'unknownDossier'],
    ]);
  });
});

test('a hundred scans whose sheets lead nowhere do not stand before the next', async () => {
  const { components } = sheets.first;
  // The same code on all: what they say is put down, not looked for.
  for (let number = 1; number <= 100; number += 1) {
    made.store.write('desk', (tx) => {
      const sha256 = number.toString(16).padStart(64, '0');
      const source = { folder: made.scannerFolder, fileName: `cũ ${number}.pdf`, sizeBytes: 1, modifiedAt: 0 };
      tx.append({ entity: 'document', entityId: `cũ ${number}`, type: 'document.scanned', payload: { source, sha256, mediaType: 'application/pdf', sizeBytes: 1, pageCount: 2 } });
      const pages = JSON.stringify([{ texts: ['QMC/H02.15.20-261123-7001'], isBlank: false }, { texts: [], isBlank: false }]);
      tx.db.insert(pageCodes).values({ sha256, madeBy: 'thử', madeAt: 0, hasSheet: 1, pages }).run();
    });
  }
  put('tập.pdf', await stackPdf([await jpegScan(3), components[0]!, await jpegScan(1)]));
  await pass();
  expect(filed(first)).toEqual([[componentKeys(first)[0], 'componentSheet', '*2 3']]);
});

describe('a stack that comes as a file for each page', () => {
  const start = Date.UTC(2026, 10, 23, 1, 0, 0);

  test('is filed when nothing more has come for a while, and not before', async () => {
    const { components } = sheets.first;
    put('Quét 9.jpg', components[0]!, start);
    put('Quét 10.jpg', await jpegScan(1), start);
    await pass();
    expect(filed(first)).toEqual([]);
    put('Quét 11.jpg', await jpegScan(2), start + 4000);
    put('Quét 12.jpg', components[1]!, start + 8000);
    put('Quét 13.jpg', await jpegScan(3), start + 12_000);
    // Of the next citizen, who came later.
    put('Quét 14.jpg', await jpegScan(4), start + 12_000 + stackPauseMs + 1);
    await pass();
    expect([filed(first), inInbox().length]).toEqual([[], 6]);
    made.clock.advance(stackPauseMs);
    await digitisation.route();
    const [d1, d2] = componentKeys(first);
    expect(filed(first)).toEqual([[d1, 'componentSheet', '*1 1 1'], [d2, 'componentSheet', '*1 1']]);
    const [one] = documentsOf(made.store, first.dossierId);
    expect(new Set(effectivePages(one!).map(({ sha256 }) => sha256)).size).toBe(3);
    expect(new Set(made.store.eventsOf('document', one!.id)[1]!.blobs)).toEqual(new Set(effectivePages(one!).map(({ sha256 }) => sha256)));
    expect(inInbox().map(({ source }) => source.fileName)).toEqual(['Quét 14.jpg']);
  });

  test('without a code is proposed to be put together, and so are fronts and backs', async () => {
    put('a1.jpg', await jpegScan(1), start);
    put('a2.jpg', await jpegScan(2), start + 3000);
    put('b1.jpg', await jpegScan(3), start + 100_000);
    put('mặt trước.pdf', await stackPdf([await jpegScan(4), await jpegScan(5)]), start + 400_000);
    put('mặt sau.pdf', await stackPdf([await jpegScan(6), await jpegScan(7)]), start + 460_000);
    await pass();
    const named = Object.fromEntries(inInbox().map(({ id, source }) => [id, source.fileName]));
    expect(digitisation.stacks().map((stack) => ({ ...stack, documentIds: stack.documentIds.map((id) => named[id]) }))).toEqual([
      { kind: 'interleave', documentIds: ['mặt trước.pdf', 'mặt sau.pdf'], pageCount: 4, areBacksReversed: true },
      { kind: 'join', documentIds: ['a1.jpg', 'a2.jpg'], pageCount: 2 },
    ]);
  });
});

describe('a scan without a code is offered', () => {
  const scanned = async (bytes: Uint8Array): Promise<string> => {
    put('tờ.jpg', bytes);
    await pass();
    return inInbox().at(-1)!.id;
  };

  test('the dossiers that were received just now, then that of today', async () => {
    const documentId = await scanned(await jpegScan());
    expect(offered(documentId)).toEqual([[second.code, 'receivedJustNow'], [first.code, 'receivedJustNow']]);
    made.clock.advance(3 * 3_600_000);
    expect(offered(documentId)).toEqual([[second.code, 'receivedToday']]);
    made.clock.advance(24 * 3_600_000);
    expect(offered(documentId)).toEqual([]);
    expect(suggestions(made.desk, { documentId: 'không có' })).toMatchObject({ problem: 'document.unknown' });
  });

  test('those of the person whose card is on it, who is named in it, or whose code it has', async () => {
    made.clock.advance(24 * 3_600_000);
    const card = await scanned(await cardPhoto({ payload: cardPayload }));
    expect(offered(card)).toEqual([[first.code, 'cardOnPage']]);
    expect(filed(first)).toEqual([]);
    const documentId = await scanned(await jpegScan(2));
    const { sha256 } = made.store.state('document', documentId)!;
    const texts = (text: string) => putDocumentText(made.store, { textKey: sha256!, text, madeBy: 'thử', madeAt: 0 });
    texts('Số định danh cá nhân: 024 086 000 123, ngày 12/3/2020');
    expect(offered(documentId)).toEqual([[second.code, 'numberInText']]);
    texts(`Mã hồ sơ: ${first.code.replace(/-/g, ' - ')} số 024086000123`);
    expect(offered(documentId)).toEqual([[first.code, 'codeInText'], [second.code, 'numberInText']]);
    const [suggestion] = must(suggestions(made.desk, { documentId }));
    expect(suggestion).toMatchObject({ applicantName: 'Đặng Thị Ngọc Ánh', componentKey: componentKeys(first)[0], componentName: expect.any(String) });
  });
});

test('what was put away comes back, unless its pages are in other papers now', async () => {
  const { components } = sheets.first;
  put('tờ.jpg', await jpegScan());
  put('tập.pdf', await stackPdf([components[0]!, await jpegScan(1)]));
  await pass();
  const officer = made.as('quantri');
  const [{ id: documentId }] = inInbox() as [DocumentState];
  expect(restore(officer, { documentId })).toMatchObject({ problem: 'document.notDismissed' });
  must(dismiss(officer, { documentId, reason: 'mờ' }));
  must(restore(officer, { documentId }));
  expect(made.store.state('document', documentId)?.status).toBe('inbox');
  const stackId = documentsOf(made.store, first.dossierId)[0]!.composedFrom![0]!;
  expect(restore(officer, { documentId: stackId })).toMatchObject({ problem: 'document.pagesElsewhere' });
});
