import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, closeSync, existsSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isProblem, type Problem, type ProblemCode, problem } from '../../domain/problem.ts';
import { vi } from '../../renderer/i18n/vi.ts';
import { createDistrictControl, type District } from '../browser/district-control.ts';
import { memoryOf, refusalOf, type RunningDesk, startRunningDesk, whenTaken } from '../fixtures/running-desk.ts';
import { cardPhoto, imagePdf, jpegScan, lockedPdf, oddName, pagePng, program, textPdf, tiffScan } from '../fixtures/scans.ts';

/** Long enough for a test that writes a file in pieces to be slower than this machine ever is between two of them. */
const patienceMs = 4000;

const isRoot = process.getuid?.() === 0;
const must = (command: string, ...args: string[]): void => {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
};

/** Root in a container often may not. */
const canMount = ((): boolean => {
  if (!isRoot) return false;
  const place = mkdtempSync(join(tmpdir(), 'thử '));
  const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place]).status === 0;
  if (isMounted) must('umount', place);
  rmSync(place, { recursive: true });
  return isMounted;
})();
if (!canMount) console.log(`skipped: a full disk${isRoot ? ' and a folder that may only be read' : ''}, because this user may not mount`);

/** Root may write whatever the mode says, so it is the mount that forbids it. @returns what undoes it */
const makeReadOnly = (path: string): (() => void) => {
  if (isRoot) {
    must('mount', '--bind', path, path);
    must('mount', '-o', 'remount,ro,bind', path);
    return () => must('umount', path);
  }
  chmodSync(path, 0o555);
  return () => chmodSync(path, 0o755);
};

/** Not one byte is left on the disk of this file. */
const fillUp = (path: string): void => {
  const file = openSync(path, 'a');
  try {
    for (const size of [1 << 20, 1 << 12, 1]) for (;;) if (writeSync(file, Buffer.alloc(size, 7)) < size) break;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
};

let folder: string;
let district: District;
let desk: RunningDesk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'đầu vào xấu '));
  district = createDistrictControl(join(folder, 'cấp trên'));
  [desk] = await Promise.all([startRunningDesk(folder, { flags: ['--scan-patience-ms', String(patienceMs)] }), district.start()]);
});
afterAll(async () => {
  await desk?.stop();
  await district?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The officer reads three whole sentences, and nothing in them is left unfilled or in the program's own words. */
const saysClearly = ({ problem: code, data }: Problem): void => {
  const parts = (['happened', 'toDo', 'safe'] as const).map((part) => vi[`problem.${code}.${part}`]);
  for (const sentence of parts) {
    const said = sentence.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
    expect(said, code).toMatch(/^\p{Lu}.{8,}\.$/u);
    expect(said, code).not.toMatch(/\{\{|undefined|\b(number|fullName|dateOfBirth|cardIssuedOn|unit\.\w+)\b/);
    expect(said.normalize('NFC'), code).toMatch(/[ạảãàáâậầấẩẫăắằặẳẵóòọõỏôộổỗồốơờớợởỡéèẻẹẽêếềệểễúùụủũưựữửừứíìịỉĩýỳỷỵỹđ]/i);
    expect(said, code).toBe(said.normalize('NFC'));
  }
  expect(new Set(parts).size, code).toBe(3);
};

let count = 0;
/** After whatever came: a reception, and a scan that is taken and attached to it. */
const goesOn = async (): Promise<void> => {
  count += 1;
  const received = await desk.receive();
  const fileName = `tốt ${count}.jpg`;
  const bytes = await jpegScan(count);
  desk.drop(fileName, bytes);
  const { id } = await whenTaken(desk, fileName, bytes);
  const { state } = await desk.officer.api.dossier.get.query({ id: received.dossierId });
  await desk.officer.api.digitisation.attach.mutate({ documentId: id, dossierId: received.dossierId, componentKey: state.components[0]!.key });
  expect(desk.process.child.exitCode).toBeNull();
};

const refusedAs = async (fileName: string): Promise<string | undefined> =>
  (await desk.officer.api.digitisation.refused.query()).find((scan) => scan.fileName === fileName)?.reason;

const whenRefused = async (fileName: string, reason: ProblemCode): Promise<void> => {
  await expect.poll(() => refusedAs(fileName), { timeout: patienceMs + 20_000, message: `${fileName} refused` }).toBe(reason);
};

const statusOfFolder = async () => (await desk.officer.api.digitisation.folders.query())[0]!;

describe('a file in the scanner folder that is no good is refused for the right reason and left exactly as it was', () => {
  const table: [name: string, reason: ProblemCode, make: () => Buffer | Promise<Buffer>][] = [
    ['cắt cụt.jpg', 'scan.truncated', async () => (await jpegScan()).subarray(0, 20_000)],
    ['trống.pdf', 'scan.empty', () => Buffer.alloc(0)],
    ['có mật khẩu.pdf', 'scan.passwordProtected', () => lockedPdf()],
    ['hóa đơn.pdf', 'scan.unsupportedType', program],
    [`${'ảnh thẻ'.normalize('NFD')} 🪪.jpg`, 'scan.unsupportedType', program],
  ];

  test('truncated, empty, locked or a program under another name', async () => {
    const files = await Promise.all(table.map(async ([name, reason, make]) => ({ name, reason, bytes: await make() })));
    for (const { name, bytes } of files) desk.drop(name, bytes);
    for (const { name, reason, bytes } of files) {
      await whenRefused(name, reason);
      saysClearly(problem(reason));
      expect(readFileSync(join(desk.scannerFolder, name)).equals(bytes)).toBe(true);
    }
    await goesOn();

    // Tried again on the officer's word, each is refused again, as the same document and still untouched.
    const before = await desk.officer.api.digitisation.refused.query();
    for (const { id, fileName } of before) {
      const again = await refusalOf(desk.officer.api.digitisation.retry.mutate({ documentId: id }));
      expect([fileName, again.problem]).toEqual([fileName, files.find(({ name }) => name === fileName)!.reason]);
      saysClearly(again);
    }
    expect(await desk.officer.api.digitisation.refused.query()).toEqual(before);
    for (const { name, bytes } of files) expect(readFileSync(join(desk.scannerFolder, name)).equals(bytes)).toBe(true);
    await goesOn();
  });

  test('300 MB behind a good beginning, without the desk growing', async () => {
    const head = (await jpegScan()).subarray(0, 30_000);
    const path = join(desk.scannerFolder, 'khổng lồ.jpg');
    const before = memoryOf(desk);
    const file = openSync(path, 'w');
    writeSync(file, head);
    ftruncateSync(file, 300 * 1024 * 1024);
    closeSync(file);
    await whenRefused('khổng lồ.jpg', 'scan.tooLarge');
    saysClearly(problem('scan.tooLarge'));
    expect(statSync(path).size).toBe(300 * 1024 * 1024);
    const grownMb = memoryOf(desk).peakMb - before.peakMb;
    console.log(`memory of the desk over a file of 300 MB: ${grownMb.toFixed(0)} MB more at its highest`);
    expect(grownMb).toBeLessThan(60);
    await goesOn();
    rmSync(path);
  });

  test('a picture as large as is allowed is taken, and costs no more memory than it must', async () => {
    const scan = await jpegScan();
    const sizeBytes = 190 * 1024 * 1024;
    const bytes = Buffer.concat([scan, Buffer.alloc(sizeBytes - scan.length)]);
    const before = memoryOf(desk);
    desk.drop('cỡ lớn.jpg', bytes);
    await whenTaken(desk, 'cỡ lớn.jpg', bytes, 40_000);
    // Once in whole, for the picture's library; what is stored and what is handed out goes through in pieces.
    const grownMb = memoryOf(desk).peakMb - before.nowMb;
    console.log(`memory of the desk over a picture of 190 MB: ${grownMb.toFixed(0)} MB more at its highest`);
    expect(grownMb).toBeLessThan(450);
    await goesOn();
  });
});

/** Until the desk has looked at the folder after this moment, whatever it made of it. */
const whenLookedAt = async (): Promise<void> => {
  const since = Date.now();
  await expect.poll(async () => (await statusOfFolder()).lastScanAt ?? 0, { timeout: 10_000, interval: 20 }).toBeGreaterThan(since);
};

describe('a file that is still being written', () => {
  /** A telephone's picture: the small one inside ends before the large one has begun. */
  const withThumbnail = async (): Promise<{ bytes: Buffer; afterThumbnail: number }> => {
    const scan = await jpegScan(7);
    const thumbnail = await sharp(scan).resize(160).jpeg().toBuffer();
    const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), thumbnail]);
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length + 2);
    const bytes = Buffer.concat([scan.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, scan.subarray(2)]);
    return { bytes, afterThumbnail: 6 + body.length };
  };

  test('is left alone however long it takes, and taken once when it is complete', async () => {
    const files = [
      { fileName: 'đang ghi.jpg', ...(await withThumbnail()) },
      { fileName: 'đang ghi.pdf', bytes: await imagePdf(3), afterThumbnail: 0 },
      { fileName: 'đang ghi.png', bytes: await pagePng(3), afterThumbnail: 0 },
      { fileName: 'đang ghi.tif', bytes: await tiffScan('lzw'), afterThumbnail: 0 },
    ].map((file) => ({ ...file, path: join(desk.scannerFolder, file.fileName), written: 0 }));
    const pieces = 8;
    const cutsOf = ({ bytes, afterThumbnail }: { bytes: Buffer; afterThumbnail: number }): number[] =>
      [...Array.from({ length: pieces }, (_, index) => Math.floor((bytes.length * index) / pieces)), afterThumbnail, bytes.length - 1].sort((a, b) => a - b);

    for (let step = 0; step < pieces + 2; step += 1) {
      for (const file of files) {
        const cut = cutsOf(file)[step]!;
        appendFileSync(file.path, file.bytes.subarray(file.written, cut));
        file.written = cut;
      }
      // Looked at often enough to see that they have changed, and then that they stand still for longer than a good file needs.
      for (let look = 0; look < 4; look += 1) await whenLookedAt();
      const { inProgress } = await statusOfFolder();
      expect(inProgress.map(({ fileName }) => fileName).sort()).toEqual(files.map(({ fileName }) => fileName));
      expect((await desk.officer.api.digitisation.inbox.query({})).items.filter(({ fileName }) => fileName.startsWith('đang ghi'))).toEqual([]);
    }
    for (const { fileName, path, bytes, written } of files) {
      appendFileSync(path, bytes.subarray(written));
      const { id } = await whenTaken(desk, fileName, bytes);
      // A TIFF might yet grow by a page, so it is left there a while.
      if (fileName.endsWith('.tif')) expect(readFileSync(path).equals(bytes)).toBe(true);
      else await expect.poll(() => existsSync(path)).toBe(false);
      const { items } = await desk.officer.api.digitisation.inbox.query({});
      expect(items.filter((item) => item.fileName === fileName).map((item) => item.id)).toEqual([id]);
      expect(await refusedAs(fileName)).toBeUndefined();
    }
    await goesOn();
  });

  test('for longer than the desk’s patience in one go is refused, and taken as soon as the rest has come', async () => {
    const bytes = await textPdf(2);
    const path = join(desk.scannerFolder, 'kẹt giấy.pdf');
    writeFileSync(path, bytes.subarray(0, bytes.length - 40));
    await whenRefused('kẹt giấy.pdf', 'scan.truncated');
    appendFileSync(path, bytes.subarray(bytes.length - 40));
    await whenTaken(desk, 'kẹt giấy.pdf', bytes);
    expect(await refusedAs('kẹt giấy.pdf')).toBeUndefined();
  });
});

test('a file name in decomposed letters with a picture character is kept, shown and handed out', async () => {
  const bytes = await jpegScan(11);
  const path = desk.drop(oddName, bytes);
  expect(readdirSync(desk.scannerFolder)).toContain(oddName);
  const { id } = await whenTaken(desk, oddName, bytes);
  await expect.poll(() => existsSync(path)).toBe(false);
  const picture = await desk.officer.request(`/files/document/${id}/page/1?width=320`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
  const original = await desk.officer.request(`/files/document/${id}/original`);
  expect(original.headers.get('content-disposition')).toContain(encodeURIComponent(oddName));
  // The same name in the other spelling is another file of the folder, and neither takes the other's place.
  const composed = oddName.normalize('NFC');
  desk.drop(composed, await jpegScan(12));
  await whenTaken(desk, composed, await jpegScan(12));
  await goesOn();
});

describe('the code of a card', () => {
  const good = ['024186001234', '121234567', 'Đặng Thị Ngọc Ánh', '09031986', 'Nữ', 'Thôn Vĩnh Hồng, Lục Sơn, Lục Nam, Bắc Giang', '15042021'];
  const having = (place: number, value: string): string => good.with(place, value).join('|');
  const table: [what: string, payload: string, code: ProblemCode][] = [
    ['with two fields missing', good.slice(0, 5).join('|'), 'card.missingFields'],
    ['without a name', having(2, ''), 'card.missingFields'],
    ['without a number', having(0, ''), 'card.missingFields'],
    ['born on 30 February', having(3, '30021986'), 'card.impossibleDate'],
    ['born in month 13', having(3, '09131986'), 'card.impossibleDate'],
    ['issued on 31 April', having(6, '31042021'), 'card.impossibleDate'],
    ['born tomorrow and later', having(3, '09032186'), 'person.birthDateInFuture'],
    ['with a number that is too short', having(0, '02418600123'), 'citizenNumber.malformed'],
    ['of something else', 'https://example.vn/?q=1|2', 'card.notACard'],
  ];

  test.each(table)('%s is refused, typed by a reader as well as read from a photo', async (_, payload, code) => {
    const typed = await refusalOf(desk.officer.api.reception.readCard.mutate({ payload: `${payload}\r` }));
    expect(typed.problem).toBe(code);
    saysClearly(typed);
    const seen = await desk.officer.request('/files/card-image', { method: 'POST', body: new Uint8Array(await cardPhoto({ payload, width: 1600 })) });
    expect(await seen.json()).toEqual({ payload });
    expect(await refusalOf(desk.officer.api.reception.readCard.mutate({ payload }))).toEqual(typed);
  });

  test('in a picture that is none is refused, and nothing of it is kept', async () => {
    const pictures: [Buffer, ProblemCode][] = [
      [(await cardPhoto()).subarray(0, 30_000), 'scan.truncated'],
      [Buffer.alloc(0), 'scan.empty'],
      [program(), 'scan.unsupportedType'],
      [await lockedPdf(), 'scan.passwordProtected'],
      [await cardPhoto({ payload: null }), 'card.noCodeInImage'],
      [Buffer.alloc(51 * 1024 * 1024), 'scan.tooLarge'],
    ];
    for (const [bytes, code] of pictures) {
      const answer = await desk.officer.request('/files/card-image', { method: 'POST', body: new Uint8Array(bytes) });
      const found: unknown = await answer.json();
      if (!isProblem(found)) throw new Error(`${code}: ${answer.status}`);
      expect(found.problem).toBe(code);
      saysClearly(found);
    }
  });

  test('and a good one is read after all of these', async () => {
    const { fields } = await desk.officer.api.reception.readCard.mutate({ payload: good.join('|') });
    expect(fields).toMatchObject({ number: good[0], fullName: good[2], dateOfBirth: '1986-03-09', cardIssuedOn: '2021-04-15' });
    await goesOn();
  });
});

describe('enrolment at the district', () => {
  const enrol = (enrolmentCode: string, url = district.url()): Promise<unknown> => desk.administrator.api.sync.enrol.mutate({ url, enrolmentCode });

  test('is refused with a wrong code, another commune’s, another desk’s, or at an address where no district is, and then done with the right one', async () => {
    const elsewhere = { agencyCode: 'H02.15.21', unitName: 'UBND xã Bình Sơn' };
    const refusals: [ProblemCode, () => Promise<unknown>][] = [
      ['district.wrongEnrolmentCode', () => enrol('AAAA-BBBB-CCCC')],
      ['district.wrongEnrolmentCode', () => enrol('không phải mã')],
      ['district.otherCommune', async () => enrol(await district.enrolmentCode(1, elsewhere))],
      ['district.otherDeskNumber', async () => enrol(await district.enrolmentCode(2))],
      ['district.unreachable', () => enrol('AAAA-BBBB-CCCC', 'http://127.0.0.1:9')],
      ['district.unexpectedAnswer', () => enrol('AAAA-BBBB-CCCC', new URL(desk.readyUrl).origin)],
    ];
    for (const [code, ask] of refusals) {
      const found = await refusalOf(ask());
      expect(found.problem).toBe(code);
      saysClearly(found);
      expect((await desk.officer.api.sync.status.query()).connection).toMatch(/^not(Configured|Enrolled)$/);
    }
    await goesOn();

    const code = await district.enrolmentCode(1);
    await enrol(code);
    await expect.poll(async () => (await desk.officer.api.sync.status.query()).pendingEvents + (await desk.officer.api.sync.status.query()).pendingFiles, { timeout: 60_000 }).toBe(0);
    await goesOn();
  });
});

describe('the scanner folder itself', () => {
  test('vanishes and returns, with what has come meanwhile', async () => {
    const away = join(folder, 'máy quét cất đi');
    const bytes = await jpegScan(21);
    renameSync(desk.scannerFolder, away);
    await expect.poll(async () => (await statusOfFolder()).isReachable).toBe(false);
    expect(vi['inbox.folderLost']).toContain('{{folder}}');
    // The rest of the desk does not depend on it.
    await desk.receive();
    writeFileSync(join(away, 'trong lúc mất.jpg'), bytes);
    renameSync(away, desk.scannerFolder);
    await whenTaken(desk, 'trong lúc mất.jpg', bytes);
    expect((await statusOfFolder()).isReachable).toBe(true);

    // Made anew, as by a share that was mounted again: the old watch looks at a folder that is no more.
    rmSync(desk.scannerFolder, { recursive: true });
    await expect.poll(async () => (await statusOfFolder()).isReachable).toBe(false);
    mkdirSync(desk.scannerFolder);
    await goesOn();
  });

  test.skipIf(isRoot && !canMount)('may be read but not written to: the scan is taken once, and removed when that becomes possible', async () => {
    const fileName = 'chỉ đọc.jpg';
    const bytes = await jpegScan(22);
    const path = join(desk.scannerFolder, fileName);
    const file = openSync(path, 'w');
    writeSync(file, bytes.subarray(0, 9000));
    const undo = makeReadOnly(desk.scannerFolder);
    try {
      expect(() => writeFileSync(join(desk.scannerFolder, 'thử'), '')).toThrow();
      writeSync(file, bytes.subarray(9000));
      closeSync(file);
      const { id } = await whenTaken(desk, fileName, bytes);
      await expect.poll(statusOfFolder).toMatchObject({ inProgress: [{ fileName, state: 'notRemovable' }] });
      expect(vi['inbox.progress.notRemovable']).toMatch(/không cho xóa.*quản trị.*không cần quét lại/);
      // It is looked at again and again, and stays one document.
      for (let look = 0; look < 3; look += 1) await whenLookedAt();
      const { items } = await desk.officer.api.digitisation.inbox.query({});
      expect(items.filter((item) => item.fileName === fileName).map((item) => item.id)).toEqual([id]);
      expect(readFileSync(path).equals(bytes)).toBe(true);
      await desk.receive();
    } finally {
      undo();
    }
    await expect.poll(() => existsSync(path), { timeout: 20_000 }).toBe(false);
    await goesOn();
  });
});

test.skipIf(!canMount)('a disk that is full: what is refused says so, what was confirmed stays, and the desk goes on as soon as there is room', async () => {
  const place = join(folder, 'ổ đĩa nhỏ');
  mkdirSync(place);
  must('mount', '-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', place);
  let small: RunningDesk | undefined;
  try {
    // The data alone are on the small disk: the scanner's folder is on another, as on a share.
    small = await startRunningDesk(join(folder, 'quầy chật'), { dataFolder: join(place, 'quầy'), flags: ['--scan-patience-ms', String(patienceMs)] });
    const { api } = small.officer;
    const filler = join(place, 'phim.mp4');
    fillUp(filler);

    const received: { dossierId: string; code: string }[] = [];
    const draftId = randomUUID();
    let found: Problem | undefined;
    // The write-ahead log may have a little room of its own left.
    while (found === undefined) {
      const id = received.length === 0 ? draftId : randomUUID();
      try {
        received.push(await small.receive(id));
      } catch {
        found = await refusalOf(small.receive(id));
      }
      fillUp(filler);
    }
    expect(found).toEqual(problem('store.diskFull'));
    saysClearly(found);
    expect(await refusalOf(api.reception.saveDraft.mutate({ id: draftId, form: { fullName: 'Đặng' } }))).toEqual(found);

    const bytes = await jpegScan(31);
    const path = small.drop('đầy đĩa.jpg', bytes);
    // Neither taken nor refused: for either something would have to be written down.
    const unfit = small.drop('hóa đơn.exe', program());
    await expect
      .poll(async () => new Set((await api.digitisation.folders.query())[0]!.inProgress), { timeout: 20_000 })
      .toEqual(
        new Set([
          { fileName: 'đầy đĩa.jpg', state: 'diskFull' },
          { fileName: 'hóa đơn.exe', state: 'diskFull' },
        ]),
      );
    expect(vi['inbox.progress.diskFull']).toMatch(/ổ đĩa của máy đã đầy.*Dọn bớt.*còn nguyên/);
    expect(readFileSync(path).equals(bytes)).toBe(true);
    // Reading goes on.
    expect((await api.reception.procedures.query({ query: 'khai sinh' })).length).toBeGreaterThan(0);
    expect((await small.officer.request('/')).status).not.toBe(500);
    expect(small.process.child.exitCode).toBeNull();

    // Killed on the full disk, it comes up with all that was confirmed.
    small.process.child.kill('SIGKILL');
    await small.process.exited;
    rmSync(filler);
    small = await startRunningDesk(join(folder, 'quầy chật'), { dataFolder: join(place, 'quầy') });
    for (const { dossierId, code } of received) expect((await small.officer.api.dossier.get.query({ id: dossierId })).state.code).toBe(code);
    await small.receive(draftId);
    await whenTaken(small, 'đầy đĩa.jpg', bytes);
    await expect.poll(() => existsSync(path)).toBe(false);
    await expect.poll(async () => (await small!.officer.api.digitisation.refused.query()).map(({ fileName, reason }) => [fileName, reason])).toEqual([['hóa đơn.exe', 'scan.unsupportedType']]);
    expect(readFileSync(unfit).equals(program())).toBe(true);

    // Started on a disk that was filled while it was shut, it says so, and opens by itself when there is room.
    await small.stop();
    fillUp(filler);
    small = await startRunningDesk(join(folder, 'quầy chật'), {
      dataFolder: join(place, 'quầy'),
      beforeSignIn: async (url) => {
        const page = await fetch(url);
        expect(page.status).toBe(503);
        expect(await page.text()).toMatch(/Ổ đĩa của máy đã đầy.*Hãy xóa bớt.*vẫn an toàn/s);
        expect((await fetch(new URL('/', url))).status).toBe(403);
        rmSync(filler);
        await expect.poll(async () => (await fetch(url, { redirect: 'manual' })).status, { timeout: 20_000 }).not.toBe(503);
      },
    });
    expect((await small.officer.api.dossier.list.query({ filter: 'all' })).items).toHaveLength(Math.max(1, received.length));
    await small.receive();
  } finally {
    await small?.stop();
    must('umount', place);
  }
});
