import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { searchTexts } from '../../db/queries/paper-texts.ts';
import type { NewEvent } from '../../domain/event.ts';
import { createDigitisation } from '../../electron/desk/digitisation/control.ts';
import { attach, dismiss } from '../../electron/desk/digitisation/inbox.ts';
import { createReading } from '../../electron/desk/digitisation/ocr/control.ts';
import { defaultSettings } from '../../electron/desk/digitisation/settings.ts';
import { putDocumentText } from '../../electron/desk/search/document-text.ts';
import { createTextIndexer } from '../../electron/desk/search/index-texts.ts';
import { search } from '../../electron/desk/search/search.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { birth, receiveSome, someApplicant } from '../fixtures/reception.ts';
import { jpegScan, wordsPdf } from '../fixtures/scans.ts';
import { sha256Of } from '../fixtures/test-desk.ts';

let workers: Workers;
let made: TestDesk;
beforeAll(() => {
  workers = createWorkers();
});
afterAll(() => workers.close());
beforeEach(async () => {
  made = await makeDesk({ workers });
});
afterEach(() => made.close());

const plain = (parts: { text: string; isHit: boolean }[]): string => parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

describe('the one search field', () => {
  const sha256 = sha256Of(Buffer.from('giấy chứng sinh'));
  const scanned = (id: string): NewEvent => ({
    entity: 'document',
    entityId: id,
    type: 'document.scanned',
    payload: { source: { folder: '/quét', fileName: 'quét 7.pdf', sizeBytes: 9, modifiedAt: 1 }, sha256, mediaType: 'application/pdf', sizeBytes: 9, pageCount: 1 },
  });

  it('finds dossiers, people, organisations, papers and procedures, a few of each, and says where there are more', () => {
    const desk = made.as('hoa');
    const { dossierId, code } = receiveSome(desk);
    for (let index = 0; index < 9; index += 1) receiveSome(desk, { applicant: { ...someApplicant, number: `02418600200${index}`, fullName: `Giáp Văn ${'ABCDEGHIK'[index]}` } });
    made.store.write('hoa', (tx) => {
      tx.append({ entity: 'organisation', entityId: 'htx', type: 'organisation.registered', payload: { fields: { taxCode: '2400123456', name: 'HTX Vải thiều Lục Sơn', kind: 'cooperative', address: 'Lục Sơn', representative: '', phone: '', email: '' } } });
      tx.append(scanned('x'));
      tx.append({ entity: 'document', entityId: 'x', type: 'document.attached', payload: { dossierId, componentKey: 'd01', sha256 }, blobs: [sha256] });
    });
    putDocumentText(made.store, { textKey: sha256, text: 'GIẤY CHỨNG SINH\ncủa bé  Đặng Thị Đào', madeBy: 'thử', madeAt: 1 });

    const byName = search(desk, { text: 'dang thi' });
    expect(byName.dossiers.map((row) => row.code)).toEqual([code]);
    expect(byName.citizens.map(({ fullName }) => fullName)).toEqual([someApplicant.fullName]);
    expect(byName.papers).toMatchObject([{ documentId: 'x', dossierId, dossierCode: code, applicantName: someApplicant.fullName }]);
    expect(plain(byName.papers[0]!.snippet)).toBe('GIẤY CHỨNG SINH của bé [Đặng] [Thị] Đào');
    expect(byName.hasMore).toEqual({ dossiers: false, citizens: false, organisations: false, papers: false, procedures: false });

    expect(search(desk, { text: 'vai thieu' }).organisations).toEqual([{ id: 'htx', taxCode: '2400123456', name: 'HTX Vải thiều Lục Sơn', address: 'Lục Sơn' }]);
    expect(search(desk, { text: code.slice(-4) }).dossiers.map((row) => row.code)).toContain(code);
    expect(search(desk, { text: 'đăng ký khai sinh' }).procedures[0]?.id).toBe(birth);
    const many = search(desk, { text: 'giap' });
    expect([many.dossiers.length, many.hasMore.dossiers, many.citizens.length, many.hasMore.citizens]).toEqual([8, true, 8, true]);
    expect(search(desk, { text: '  ' })).toMatchObject({ dossiers: [], citizens: [], organisations: [], papers: [], procedures: [] });
  });

  it('shows people, dossiers and papers only to those who may read them', () => {
    receiveSome(made.as('hoa'));
    made.store.write('hoa', (tx) => tx.append(scanned('x')));
    putDocumentText(made.store, { textKey: sha256, text: 'Đặng Thị Ngọc Ánh', madeBy: 'thử', madeAt: 1 });
    const groups = (username: string) => {
      const { dossiers, citizens, papers } = search(made.as(username), { text: 'dang thi ngoc' });
      return [dossiers.length, citizens.length, papers.length];
    };
    // The leader who approves does not look into the scanner's inbox.
    expect([groups('hoa'), groups('cuong'), groups('quantri')]).toEqual([[1, 1, 1], [1, 1, 0], [0, 0, 0]]);
  });

  it('a better reader’s text takes the place of the one before, and a paper that was put away is not found', () => {
    made.store.write('hoa', (tx) => tx.append(scanned('x')));
    const found = (text: string) => searchTexts(made.store, text, 8).map(({ document }) => document.id);
    putDocumentText(made.store, { textKey: sha256, text: 'Nguyen Van A', madeBy: 'thử', madeAt: 1 });
    expect(found('nguyen van')).toEqual(['x']);
    putDocumentText(made.store, { textKey: sha256, text: 'Trần Thị B', madeBy: 'thử 2', madeAt: 2 });
    expect([found('nguyen van'), found('tran thi'), found('thi tran'), found('t')]).toEqual([[], ['x'], ['x'], []]);
    made.store.write('hoa', (tx) => tx.append({ entity: 'document', entityId: 'x', type: 'document.dismissed', payload: { reason: 'trùng' } }));
    expect(found('tran thi')).toEqual([]);
    putDocumentText(made.store, { textKey: sha256, text: '', madeBy: 'thử 3', madeAt: 3 });
    expect(found('tran thi')).toEqual([]);
  });
});

describe('the text of papers', () => {
  const scan = async (name: string, bytes: Uint8Array): Promise<string> => {
    const digitisation = createDigitisation(made.desk, { isWatching: false });
    digitisation.start();
    writeFileSync(join(made.scannerFolder, name), bytes);
    await digitisation.rescan();
    made.clock.advance(defaultSettings.settleMs);
    await digitisation.rescan();
    await digitisation.stop();
    return made.store.read.get<{ id: string }>(sql`SELECT id FROM documents WHERE source_file_name = ${name}`)!.id;
  };
  const found = (text: string) => search(made.as('hoa'), { text }).papers.map(({ documentId }) => documentId);

  it('is read in the background when papers come, and at the start where it is missing', async () => {
    const before = await scan('cu.pdf', await wordsPdf(['Giay xac nhan tinh trang hon nhan', 'Trang hai: Tran Thi Buoi']));
    const reading = createReading(made.desk, { processes: 1 });
    const indexer = createTextIndexer(made.desk, reading);
    indexer.start();
    await indexer.settled();
    expect(found('tinh trang hon nhan')).toEqual([before]);
    expect(found('tran thi buoi')).toEqual([before]);

    const next = await scan('moi.pdf', await wordsPdf(['Hop dong tang cho quyen su dung dat']));
    const picture = await scan('anh.jpg', await jpegScan());
    await indexer.settled();
    expect(found('hop dong tang')).toEqual([next]);
    // A picture has been looked at too, and is not looked at again at each start.
    expect(made.store.state('document', picture)?.status).toBe('inbox');
    expect(made.store.read.all(sql`SELECT text FROM document_texts ORDER BY row_id`).map((row) => (row as { text: string }).text.length > 0)).toEqual([true, true, false]);

    const { dossierId, code } = receiveSome(made.as('hoa'));
    must(attach(made.as('hoa'), { documentId: next, dossierId, componentKey: 'd01' }));
    expect(search(made.as('hoa'), { text: 'tang cho quyen' }).papers).toMatchObject([{ documentId: next, dossierCode: code }]);
    must(dismiss(made.as('hoa'), { documentId: before, reason: 'nhầm' }));
    expect(found('tran thi buoi')).toEqual([]);
    await indexer.stop();
    reading.stop();
  });
});
