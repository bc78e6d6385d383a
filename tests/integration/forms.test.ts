import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Component } from '../../domain/dossier/dossier.ts';
import { packIdAt } from '../../domain/forms/pack-dates.ts';
import { receiptPdf } from '../../electron/desk/forms/receipt.ts';
import type { Paper } from '../../electron/desk/forms/receipt-data.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { type PrintedPdf, readPdf } from '../fixtures/read-pdf.ts';
import { receiveSome, someApplicant } from '../fixtures/reception.ts';

let workers: Workers;
let made: TestDesk;

beforeAll(async () => {
  workers = createWorkers();
  made = await makeDesk({ workers, hasOfficers: false });
});
afterAll(async () => {
  await workers.close();
  made.close();
});

const print = async (dossierId: string, paper?: Paper): Promise<PrintedPdf> => readPdf(must(await receiptPdf(made.desk, { dossierId, ...(paper && { paper }) })));

test.each([
  ['A5', '419.53 x 595.28'],
  ['A4', '595.28 x 841.89'],
] as const)('a receipt on %s has every field, fits on a page and carries the dossier code twice', async (paper, size) => {
  const { dossierId, code } = receiveSome(made.as('quantri'), { feeVnd: 8000, sets: 2, requestSummary: 'Đăng ký khai sinh cho con thứ hai' });
  const { components } = made.store.state('dossier', dossierId)!;
  const printed = await print(dossierId, paper);

  expect(printed.size).toBe(size);
  expect(printed.pages).toHaveLength(1);
  for (const part of [
    'ỦY BAN NHÂN DÂN XÃ LỤC SƠN',
    'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `Số: ${code.split('-').slice(1).join('-')}/TNHS`,
    'Lục Sơn, ngày 23 tháng 11 năm 2026',
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    `Mã hồ sơ: ${code}`,
    'Bộ phận tiếp nhận và trả kết quả: ',
    'Tiếp nhận hồ sơ của: Đặng Thị Ngọc Ánh (nộp trực tiếp)',
    'Địa chỉ: Thôn Vĩnh Hồng, xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang',
    'Số điện thoại: 0987 654 321',
    'Email: ……',
    'Số CMND/Thẻ căn cước/Hộ chiếu: 024186001234',
    'Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho con thứ hai',
    '(mã 1.001193)',
    'Chủ hồ sơ: Đặng Thị Ngọc Ánh',
    'Địa chỉ chủ hồ sơ: ',
    '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ',
    'Bản photo',
    '2. Số lượng hồ sơ: 2 bộ',
    '3. Thời gian giải quyết hồ sơ theo quy định là: ',
    '4. Thời gian nhận hồ sơ: 08 giờ 00 phút, ngày 23 tháng 11 năm 2026',
    '5. Thời gian trả kết quả giải quyết hồ sơ: ',
    '6. Đăng ký nhận kết quả tại: ',
    'Phí, lệ phí: 8.000 đồng',
    'Vào Sổ theo dõi hồ sơ, Quyển số: ',
    'NGƯỜI NỘP HỒ SƠ',
    'NGƯỜI TIẾP NHẬN HỒ SƠ',
    '(Ký và ghi rõ họ tên)',
    'https://dichvucong.gov.vn',
    made.as('quantri').officer.fullName,
  ]) expect(printed.text).toContain(part);
  // A name that wraps in its cell lies in several lines of the page's text; each of its words must be there.
  for (const { name } of components) for (const word of name.normalize('NFC').split(/\s+/)) expect(printed.text).toContain(word);
  expect(printed.codes).toEqual([
    { format: 'Code128', text: code },
    { format: 'QRCode', text: code },
  ]);
});

test('only whole Tinos fonts are in the file, each once', async () => {
  const { dossierId } = receiveSome(made.as('quantri'));
  const { fonts, bytes } = await print(dossierId);
  expect(fonts.map((line) => line.split(/\s+/)[0]!.replace(/^[A-Z]+\+/, '')).sort()).toEqual(['Tinos-Bold', 'Tinos-Italic', 'Tinos-Regular']);
  expect(fonts.every((line) => /yes yes yes/.test(line))).toBe(true);
  expect(bytes.length).toBeLessThan(150_000);
});

test('every Vietnamese letter is printed as itself, also when it was typed in pieces', async () => {
  const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
  const letters = vowels.flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')));
  const words = [...letters, 'đ', ...letters.map((letter) => letter.toUpperCase()), 'Đ'].map((letter) => `x${letter}n`);
  const applicant = { ...someApplicant, address: words.slice(0, 75).join(' ').normalize('NFD') };
  const requestSummary = words.slice(75).join(' ').normalize('NFD');
  const { dossierId } = receiveSome(made.as('quantri'), { applicant, requestSummary });
  const { text } = await print(dossierId);
  expect(words.filter((word) => !text.includes(word))).toEqual([]);
});

test('many papers flow to further pages with the head of the table repeated and the pages numbered', async () => {
  const receiving = made.as('quantri');
  const { dossierId, code } = receiveSome(receiving);
  const name = 'Giấy tờ chứng minh quyền sử dụng đất hoặc quyền sở hữu nhà ở và tài sản khác gắn liền với đất, kèm theo bản vẽ';
  const components = Array.from({ length: 60 }, (_, index): Component => ({
    key: `k${index}`, name: `${name} số ${index + 1}`, kind: 'copy', required: false, isReceived: index !== 7, originals: index % 3, certifiedCopies: 1, copies: 777,
  }));
  made.store.write(receiving.officer.id, (tx) => tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.componentsChecked', payload: { components } }));

  const { pages, text } = await print(dossierId);
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.map((page) => /Trang \d+\/\d+/.exec(page)?.[0])).toEqual(pages.map((_, index) => `Trang ${index + 1}/${pages.length}`));
  const rows = (page: string): number => page.match(/777\s*$/gm)?.length ?? 0;
  expect(pages.filter((page) => rows(page) > 0 && !page.includes('Thành phần hồ sơ'))).toEqual([]);
  expect(pages.reduce((sum, page) => sum + rows(page), 0)).toBe(59);
  // Paper number 8 was not handed over.
  expect(text).not.toMatch(/số 8\b/);
  expect(pages.at(-1)).toContain('NGƯỜI TIẾP NHẬN HỒ SƠ');
  expect(pages.at(-1)).toContain(code);
});

test('long names wrap and stay on the page', async () => {
  const fullName = 'Công Tằng Tôn Nữ Phương Thảo Nguyên Hồng Ngọc Bích Trâm Anh Thư Khánh Huyền Diệu Linh Chi Mai';
  const applicant = { ...someApplicant, fullName, email: `${'rất'.normalize('NFD').replace(/\p{M}/gu, '').repeat(20)}.dai@example.com.vn` };
  const { dossierId } = receiveSome(made.as('quantri'), { applicant, requestSummary: `${fullName} `.repeat(6).trim(), returnMethod: 'postal' });
  const { text, picture } = await print(dossierId);
  expect(text).toContain('Qua dịch vụ bưu chính công ích, gửi đến: Thôn Vĩnh Hồng');
  // Nothing has run over the page's edge: the right margin of the rendered page is white.
  const { width, height } = await sharp(picture).metadata();
  const margin = await sharp(picture).extract({ left: width - 60, top: 0, width: 60, height }).removeAlpha().raw().toBuffer();
  expect(margin.every((value) => value === 255)).toBe(true);
});

test('the same dossier gives the same bytes, after others, in another thread and at another time', async () => {
  const { dossierId } = receiveSome(made.as('quantri'));
  const first = must(await receiptPdf(made.desk, { dossierId }));
  must(await receiptPdf(made.desk, { dossierId: receiveSome(made.as('quantri'), { requestSummary: 'Ợ Ộ Ữ Ằ' }).dossierId }));
  expect(Buffer.from(must(await receiptPdf(made.desk, { dossierId }))).equals(Buffer.from(first))).toBe(true);
  made.clock.advance(3_600_000);
  const others = createWorkers();
  try {
    const second = must(await receiptPdf({ ...made.desk, workers: others }, { dossierId }));
    expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
  } finally {
    await others.close();
  }
});

test('an unknown dossier has no receipt', async () => {
  expect(await receiptPdf(made.desk, { dossierId: 'không có' })).toMatchObject({ problem: 'dossier.unknown' });
});

test('the set of forms is the one in force on the day of reception', () => {
  expect(['2023-09-01', '2025-06-30', '2025-07-01', '2026-11-23'].map(packIdAt)).toEqual(['2018', '2018', '2025', '2025']);
});
