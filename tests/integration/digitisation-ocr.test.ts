import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageEdit } from '../../domain/document/document.ts';
import type { PageText } from '../../domain/document/page-text.ts';
import { isProblem } from '../../domain/problem.ts';
import { dayMs } from '../../domain/time.ts';
import { dismiss } from '../../electron/desk/digitisation/inbox.ts';
import { createReading, type ReadingControl, type ReadingOptions } from '../../electron/desk/digitisation/ocr/control.ts';
import { createPageReader, type PageReader } from '../../electron/desk/digitisation/ocr/page-reader.ts';
import { createPageTexts, type ReadPageText } from '../../electron/desk/digitisation/ocr/page-texts.ts';
import { propose } from '../../electron/desk/digitisation/ocr/propose.ts';
import { changePages } from '../../electron/desk/digitisation/pages/change-pages.ts';
import { mainFileBeside, startNodeProcess, type StartSideProcess } from '../../electron/desk/processes/side-process.ts';
import { createTextIndexer } from '../../electron/desk/search/index-texts.ts';
import { search } from '../../electron/desk/search/search.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { pageTextOf } from '../fixtures/page-text.ts';
import { cleanScan, printPage, scanOf, stamp } from '../fixtures/printed-page.ts';
import { imagePdf, wordsPdf } from '../fixtures/scans.ts';
import { seededRandom } from '../faults/simulator/random.ts';

let made: TestDesk;
let readings: ReadingControl[];
beforeEach(async () => {
  made = await makeDesk();
  readings = [];
});
afterEach(() => {
  for (const reading of readings) reading.stop();
  made.close();
});

const open = (options: ReadingOptions = {}): ReadingControl => {
  const reading = createReading(made.desk, { processes: 1, ...options });
  readings.push(reading);
  return reading;
};

const scan = async (bytes: Uint8Array, mediaType: string, pageCount = 1): Promise<{ id: string; sha256: string }> => {
  const id = randomUUID();
  const { sha256, sizeBytes } = await made.desk.blobs.put(bytes);
  const source = { folder: '/quét', fileName: 'bản quét', sizeBytes, modifiedAt: made.clock.now() };
  made.clock.advance(1000);
  made.store.write('desk', (tx) => tx.append({ entity: 'document', entityId: id, type: 'document.scanned', payload: { source, sha256, mediaType, sizeBytes, pageCount } }));
  return { id, sha256 };
};

const found = (text: string): string[] => search(made.as('hoa'), { text }).papers.map(({ documentId }) => documentId);

/** As a desk gets it: askew, grainy, under a seal. */
const extract = async (): Promise<Buffer> => {
  const page = printPage(
    [
      { kind: 'halves', left: ['ỦY BAN NHÂN DÂN', 'XÃ LỤC SƠN', 'Số: 123/TLKT-BS'], right: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Lục Sơn, ngày 05 tháng 03 năm 2024'] },
      { kind: 'heading', text: 'TRÍCH LỤC KHAI TỬ', scale: 1.4 },
      { kind: 'lines', lines: ['Họ, chữ đệm, tên: GIÁP VĂN OÁNH', 'Số định danh cá nhân: 024041001234', 'Nơi đăng ký: Ủy ban nhân dân xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang'] },
      { kind: 'table', widths: [0.1, 0.5, 0.4], rows: [['STT', 'Họ và tên', 'Quan hệ'], ['1', 'Nguyễn Thị Bưởi', 'vợ'], ['2', 'Giáp Thị Thu', 'con']] },
    ],
    { font: 'Tinos', sizePt: 13, dpi: 200 },
  );
  stamp(page, { x: 0.62, y: 0.28, words: 'ỦY BAN NHÂN DÂN XÃ LỤC SƠN', opacity: 0.7 });
  return scanOf(page, { ...cleanScan, skewDegrees: 1, blur: 0.5, noise: 6, specks: 60, format: { kind: 'jpeg', quality: 80 } }, seededRandom('trích lục'));
};

describe('a scan is read', () => {
  it('in the background: its words are found, through the seal, and fields are proposed', async () => {
    const paper = await scan(await extract(), 'image/jpeg');
    const reading = open();
    const indexer = createTextIndexer(made.desk, reading);
    indexer.start();
    await indexer.settled();

    expect(found('giap van oanh')).toEqual([paper.id]);
    expect(found('nguyen thi buoi')).toEqual([paper.id]);
    expect(found('truong son')).toEqual([]);

    const proposals = must(await propose(made.as('hoa'), reading, { documentId: paper.id }));
    const best = Object.fromEntries(Object.entries(proposals).map(([field, of]) => [field, of[0]?.value]));
    expect(best).toEqual({ typeCode: 'KQ.G15.000034', number: '123/TLKT-BS', issuedOn: '2024-03-05', issuedBy: 'UBND xã Lục Sơn', fullName: 'GIÁP VĂN OÁNH', citizenNumber: '024041001234', dossierCode: undefined });
    const { box, confidence } = proposals.number[0]!;
    // In the left half of the head.
    expect([box.left > 0.15, box.right < 0.5, box.top > 0.08, box.bottom < 0.16, confidence > 60]).toEqual([true, true, true, true, true]);
    // Nothing was filled in.
    expect(made.store.state('document', paper.id)?.description).toBeUndefined();
    await indexer.stop();
  });

  it('a picture in a PDF by recognition, a page with its own words by these, each where its edits have put it', async () => {
    const picture = await scan(await imagePdf(1, await extract()), 'application/pdf');
    const { sha256 } = await scan(await wordsPdf(['Giay xac nhan cu tru']), 'application/pdf');
    const { readPageText } = open();
    expect((await readPageText({ sha256: picture.sha256, page: 1 }, 'application/pdf')).text).toContain('GIÁP VĂN OÁNH');

    const upright = await readPageText({ sha256, page: 1 }, 'application/pdf');
    expect(upright).toMatchObject({ text: 'Giay xac nhan cu tru', words: [{ text: 'Giay', confidence: 100, line: 0 }, {}, {}, {}, {}] });
    // At 60, 700 of 595 × 842 points, 14 points high.
    const [first] = upright.words;
    expect([first!.left / upright.widthPx, first!.bottom / upright.heightPx].map((share) => share.toFixed(2))).toEqual(['0.10', '0.17']);
    const turned = await readPageText({ sha256, page: 1, quarterTurns: 1 }, 'application/pdf');
    expect([turned.widthPx, turned.heightPx]).toEqual([upright.heightPx, upright.widthPx]);
    // A dot more or less by rounding.
    expect([Math.abs(turned.words[0]!.left - (upright.heightPx - first!.bottom)) <= 1, turned.words[0]!.top]).toEqual([true, first!.left]);
    const cut = await readPageText({ sha256, page: 1, crop: { left: 0, top: 0.5, width: 1, height: 0.5 } }, 'application/pdf');
    expect(cut).toMatchObject({ words: [], text: '' });
  });
});

describe('a process that reads', () => {
  const real = startNodeProcess(mainFileBeside(new URL('../../electron/desk/digitisation/ocr/page-reader.ts', import.meta.url).href, 'ocr-main'));
  const fake = startNodeProcess(join(import.meta.dirname, '../fixtures/ocr-fakes.ts'));
  const inWay = (way: string): ReturnType<StartSideProcess> => {
    process.env.QUAY_FAKE_OCR = way;
    try {
      return fake();
    } finally {
      delete process.env.QUAY_FAKE_OCR;
    }
  };

  it('and dies is replaced, and the page is read by the next one', async () => {
    const { sha256 } = await scan(await wordsPdf(['Giay xac nhan cu tru']), 'application/pdf');
    let starts = 0;
    const { readPageText } = open({ startProcess: () => (++starts === 1 ? inWay('crashes') : real()) });
    expect((await readPageText({ sha256, page: 1 }, 'application/pdf')).text).toBe('Giay xac nhan cu tru');
    // The table knows it now.
    await readPageText({ sha256, page: 1 }, 'application/pdf');
    expect(starts).toBe(2);
  });

  it.each(['crashes', 'hangs', 'fails'])('and %s twice over a page is not given it again, and the others are read', async (way) => {
    const bad = await scan(await wordsPdf(['trang hong']), 'application/pdf');
    const good = await scan(await wordsPdf(['trang tot']), 'application/pdf');
    let starts = 0;
    const { readPageText } = open({ startProcess: () => (++starts <= 2 ? inWay(way) : real()), timeoutMs: way === 'hangs' ? 700 : 60_000 });
    const read = (sha256: string): Promise<PageText> => readPageText({ sha256, page: 1 }, 'application/pdf');
    await expect(read(bad.sha256)).rejects.toThrow(way === 'fails' ? 'out of memory' : 'ended the process');
    await expect(read(bad.sha256)).rejects.toThrow('could not be read');
    expect(starts).toBe(2);
    if (way !== 'hangs') expect((await read(good.sha256)).text).toBe('trang tot');
  });

  it('is ended when it has nothing to do, and when the desk closes', async () => {
    const lives: { isKilled: boolean }[] = [];
    const start: StartSideProcess = () => {
      const life = { isKilled: false };
      lives.push(life);
      const child = real();
      return { ...child, kill: () => ((life.isKilled = true), child.kill()) };
    };
    const { sha256 } = await scan(await wordsPdf(['a']), 'application/pdf');
    const reader = createPageReader({ start, processes: 1, whenQuiet: async () => {}, idleMs: 0 });
    const input = { blobs: made.desk.blobs.access, edit: { sha256, page: 1 }, mediaType: 'application/pdf', maxPagePixels: 1e8 };
    expect(isProblem(await reader.read(input))).toBe(false);
    await expect.poll(() => lives.map(({ isKilled }) => isKilled)).toEqual([true]);
    const unheard = reader.read(input);
    queueMicrotask(() => reader.stop());
    await expect(unheard).rejects.toThrow('stopped');
    expect(lives.map(({ isKilled }) => isKilled)).toEqual([true, true]);
  });

  it('begins nothing in the background while an officer waits for the workers; what an officer waits for itself it does', async () => {
    let tellQuiet = (): void => {};
    const asked: number[] = [];
    const start: StartSideProcess = () => {
      let hear: (message: unknown) => void = () => {};
      return {
        send: (message) => {
          const { id, request } = message as { id: number; request: { edit: PageEdit } };
          asked.push(request.edit.page);
          hear({ id, result: { page: pageTextOf(['x']) } });
        },
        onMessage: (listener) => (hear = listener),
        onExit: () => {},
        kill: () => {},
      };
    };
    const reader = createPageReader({ start, processes: 1, whenQuiet: () => new Promise((resolve) => (tellQuiet = resolve)) });
    const read = (page: number, urgency: 'officer' | 'background') => reader.read({ blobs: made.desk.blobs.access, edit: { sha256: 'a'.repeat(64), page }, mediaType: 'image/png', maxPagePixels: 1 }, { urgency });
    const inBackground = read(1, 'background');
    await read(2, 'officer');
    expect(asked).toEqual([2]);
    tellQuiet();
    await inBackground;
    expect(asked).toEqual([2, 1]);
    reader.stop();
  });
});

describe('the list of what is to be read', () => {
  /** A reader whose pages say which they are. */
  const telling = (hold?: (page: string) => Promise<void>): { reader: PageReader; pages: string[] } => {
    const pages: string[] = [];
    const reader: PageReader = {
      processes: 1,
      read: async ({ edit: { sha256, page, quarterTurns = 0 } }) => {
        pages.push(`${names.get(sha256)}${page}`);
        await hold?.(`${names.get(sha256)}${page}`);
        return pageTextOf([`${names.get(sha256)} trang ${page} xoay ${quarterTurns}`]);
      },
      stop: () => {},
    };
    return { reader, pages };
  };
  const names = new Map<string, string>();
  const paper = async (name: string, pageCount = 1): Promise<string> => {
    const { id, sha256 } = await scan(Buffer.from(`bản quét ${name} ${randomUUID()}`), 'image/tiff', pageCount);
    names.set(sha256, name);
    return id;
  };
  const indexed = async (readPageText: ReadPageText): Promise<void> => {
    const indexer = createTextIndexer(made.desk, { readPageText });
    indexer.start();
    await indexer.settled();
    await indexer.stop();
  };

  it('the newest in the inbox first, and a long one holds up no other', async () => {
    await paper('cu');
    await paper('dai', 20);
    const put = await paper('bo');
    must(dismiss(made.as('hoa'), { documentId: put, reason: 'nhầm' }));
    await paper('moi');
    const { reader, pages } = telling();
    await indexed(createPageTexts(made.desk, reader).readPageText);
    expect(pages.filter((page) => !page.startsWith('dai'))).toEqual(['moi1', 'cu1']);
    expect(pages.filter((page) => page.startsWith('dai'))).toEqual(Array.from({ length: 20 }, (_, index) => `dai${index + 1}`));
    expect(pages.indexOf('cu1')).toBeLessThan(pages.indexOf('dai9'));
  });

  it('goes on after a restart where it was, page by page', async () => {
    const long = await paper('hopdong', 5);
    let arrive = (): void => {};
    const third = new Promise<void>((resolve) => (arrive = resolve));
    let fail = (_: Error): void => {};
    const { reader, pages } = telling((page) => {
      if (page !== 'hopdong3') return Promise.resolve();
      arrive();
      return new Promise((_, reject) => (fail = reject));
    });
    const indexer = createTextIndexer(made.desk, createPageTexts(made.desk, reader));
    indexer.start();
    await third;
    const stopped = indexer.stop();
    fail(new Error('the reader is stopped'));
    await stopped;
    expect(pages).toEqual(['hopdong1', 'hopdong2', 'hopdong3']);
    expect(found('hopdong trang')).toEqual([]);

    made = made.reopen();
    const again = telling();
    await indexed(createPageTexts(made.desk, again.reader).readPageText);
    expect(again.pages).toEqual(['hopdong3', 'hopdong4', 'hopdong5']);
    expect(found('hopdong trang 5')).toEqual([long]);
  });

  it('a page that was turned is read again, and found by what it says now; pages left out are not', async () => {
    const { reader, pages } = telling();
    const { readPageText } = createPageTexts(made.desk, reader);
    const id = await paper('nghieng', 2);
    await indexed(readPageText);
    expect(found('nghieng trang 2')).toEqual([id]);
    const { sha256 } = made.store.state('document', id)!;
    must(changePages(made.as('hoa'), { documentId: id, pages: [{ sha256: sha256!, page: 1, quarterTurns: 1 }, { sha256: sha256!, page: 2, isDropped: true }] }));
    await indexed(readPageText);
    expect(pages).toEqual(['nghieng1', 'nghieng2', 'nghieng1']);
    expect(found('nghieng trang 1 xoay 1')).toEqual([id]);
    expect(found('nghieng trang 2')).toEqual([]);
  });

  it('one page that nobody can read takes no other’s words away, and is not tried for ever', async () => {
    const id = await paper('hong', 3);
    const { reader, pages } = telling((page) => (page === 'hong2' ? Promise.reject(Object.assign(new Error('it ended the process'), { code: 'PAGE_UNREADABLE' })) : Promise.resolve()));
    const { readPageText, tidy } = createPageTexts(made.desk, reader);
    await indexed(readPageText);
    expect(found('hong trang 3')).toEqual([id]);
    await expect(readPageText({ sha256: made.store.state('document', id)!.sha256!, page: 2 }, 'image/tiff')).rejects.toThrow('ended the process');
    expect(pages).toEqual(['hong1', 'hong2', 'hong3']);
    // Weeks later the places of the words are let go; the words are found as before.
    made.clock.advance(61 * dayMs);
    tidy();
    expect(made.store.read.get(sql`SELECT count(*) AS n FROM page_texts`)).toEqual({ n: 0 });
    expect(found('hong trang 3')).toEqual([id]);
  });
});
