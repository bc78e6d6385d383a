import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Component } from '../../domain/dossier/events.ts';
import type { FormName, PackId } from '../../domain/forms/definition.ts';
import { formIdOf } from '../../domain/forms/form.ts';
import { shippedForm } from '../../domain/forms/packs/packs.ts';
import { parseReceiptCode } from '../../domain/dossier/receipt-code.ts';
import { utcOf } from '../../domain/time.ts';
import { formPdf, receiptPdf } from '../../electron/desk/forms/form-pdf.ts';
import { issuedForm } from '../../electron/desk/forms/issued-form.ts';
import { makeOutForm } from '../../electron/desk/forms/make-out.ts';
import { publishForm, resetForm } from '../../electron/desk/forms/publish.ts';
import { createWorkers, type Workers } from '../../electron/desk/workers/pool.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { dayLength, extend, fileDossier, makeOut, someComponent, takeStep } from '../fixtures/forms.ts';
import { type PrintedPdf, readPdf } from '../fixtures/read-pdf.ts';
import { someApplicant } from '../fixtures/reception.ts';

let workers: Workers;
/** Before and after 1 July 2025: each has its set of forms. */
let desks: Record<PackId, TestDesk>;
let made: TestDesk;

beforeAll(async () => {
  workers = createWorkers();
  desks = {
    '2018': await makeDesk({ workers, now: utcOf('2023-09-11', 8 * 60) }),
    '2025': await makeDesk({ workers, now: utcOf('2026-11-23', 8 * 60) }),
  };
  made = desks['2025'];
});
afterAll(async () => {
  await workers.close();
  for (const desk of Object.values(desks)) desk.close();
});

const print = async (dossierId: string, formId: string, paper?: 'A5' | 'A4', desk = made): Promise<PrintedPdf> => readPdf(must(await formPdf(desk.desk, { dossierId, formId, paper })));

const head = ['ỦY BAN NHÂN DÂN XÃ LỤC SƠN', 'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'];
const owner = { kind: 'organisation' as const, organisation: { taxCode: '0101234567', name: 'Hợp tác xã Lục Sơn', kind: 'cooperative' as const, address: 'Thôn Đồng Đỉnh', representative: 'Vũ Thị Ơn', phone: '0204 111 222', email: 'htx@example.vn' } };

describe.each(['2018', '2025'] as const)('the set of %s', (pack) => {
  const today = { '2018': 'ngày 11 tháng 09 năm 2023', '2025': 'ngày 23 tháng 11 năm 2026' }[pack];
  let order = 0;
  const file = (options: Parameters<typeof fileDossier>[1] = {}) => fileDossier(desks[pack].as('hoa'), { order: (order += 1), ...options });

  test.each([
    ['A5', '419.53 x 595.28'],
    ['A4', '595.28 x 841.89'],
  ] as const)('a receipt on %s has every field, fits on a page and carries barcode and QR', async (paper, size) => {
    const desk = desks[pack];
    const { dossierId, code } = file({ payment: { method: 'transfer', amountVnd: 8000, reference: 'FT123' } });
    const printed = await print(dossierId, makeOut(desk.as('hoa'), dossierId, 'receipt'), paper, desk);
    expect(printed.size).toBe(size);
    expect(printed.pages).toHaveLength(1);
    for (const part of [
      ...head,
      `Số: ${code.split('-').slice(1).join('-')}/TNHS`,
      `Lục Sơn, ${today}`,
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      `Mã hồ sơ: ${code}`,
      'Bộ phận tiếp nhận và trả kết quả: Bộ phận Tiếp nhận và Trả kết quả UBND xã Lục Sơn',
      'Tiếp nhận hồ sơ của: Đặng Thị Ngọc Ánh (nộp trực tiếp)',
      'Địa chỉ: Thôn Vĩnh Hồng, xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang',
      'Số điện thoại: 0987 654 321',
      'Email: ……',
      'Số CMND/Thẻ căn cước/Hộ chiếu: 024186001234',
      'Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho con thứ hai',
      'Thủ tục hành chính: Thủ tục đăng ký khai sinh (mã 1.001193)',
      'Chủ hồ sơ: Đặng Thị Ngọc Ánh',
      'Địa chỉ chủ hồ sơ: Thôn Vĩnh Hồng',
      '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ',
      'Bản chính', 'Bản chứng', 'Bản photo',
      'Tờ khai đăng ký khai sinh theo mẫu',
      'dùng lại bản số hóa',
      'khai thác CSDL',
      '2. Số lượng hồ sơ: 2 bộ',
      'Phí, lệ phí: 8.000 đồng; đã nộp bằng chuyển khoản (số FT123)',
      '3. Thời gian giải quyết hồ sơ theo quy định là: 3 ngày làm việc',
      `4. Thời gian nhận hồ sơ: 08 giờ 00 phút, ${today}`,
      '5. Thời gian trả kết quả giải quyết hồ sơ: 08 giờ 00 phút, ngày ',
      '6. Đăng ký nhận kết quả tại: Bộ phận Tiếp nhận và Trả kết quả UBND xã Lục Sơn',
      'Vào Sổ theo dõi hồ sơ, Quyển số: ',
      'NGƯỜI NỘP HỒ SƠ', 'NGƯỜI TIẾP NHẬN HỒ SƠ', '(Ký và ghi rõ họ tên)',
      'https://dichvucong.gov.vn',
      'Nguyễn Thị Hoa',
    ]) expect(printed.text.replaceAll('\n', ' ')).toContain(part);
    // What was not handed over is not on the receipt.
    expect(printed.text).not.toContain('Giấy ủy quyền');
    expect(printed.codes.find(({ format }) => format === 'Code128')?.text).toBe(code);
    expect(parseReceiptCode(printed.codes.find(({ format }) => format === 'QRCode')!.text)).toMatchObject({ code });
  });

  test('a receipt says whose affair it is, by what right, where the result goes and how many copies are asked for', async () => {
    const desk = desks[pack];
    const { dossierId } = file({ fields: { owner, authority: { kind: 'authorised', document: 'Giấy ủy quyền số 5' }, returnMethod: 'postal', returnAddress: 'Số 9 Đồi Ngô', resultCopies: 4, channel: 'online', wasHelped: true } });
    const { text } = await print(dossierId, makeOut(desk.as('hoa'), dossierId, 'receipt'), undefined, desk);
    for (const part of [
      '(nộp trực tuyến, có hỗ trợ tại quầy; người được ủy quyền,',
      'Giấy ủy quyền số 5)',
      'Chủ hồ sơ: Hợp tác xã Lục Sơn (mã số thuế 0101234567)',
      'Địa chỉ chủ hồ sơ: Thôn Đồng Đỉnh',
      'gửi đến: Số 9 Đồi Ngô; số bản kết quả cấp thêm: 4',
    ]) expect(text).toContain(part);
  });

  test('a request to supplement has every field', async () => {
    const desk = desks[pack];
    const { dossierId } = file({ startsAs: 'registered' });
    takeStep(desk.as('hoa'), dossierId, 'registered', 'supplementRequested', { reason: 'Giấy chứng sinh mờ số', requested: [{ name: 'Giấy chứng sinh', note: 'Bản đọc được' }, { name: 'Căn cước của mẹ', note: '' }] });
    const { text, codes } = await print(dossierId, makeOut(desk.as('hoa'), dossierId, 'supplementRequest'), undefined, desk);
    for (const part of [
      ...head, '/YCBS', 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
      'Bộ phận tiếp nhận và trả kết quả: ', 'Tiếp nhận hồ sơ/yêu cầu của: Đặng Thị Ngọc Ánh', 'Nội dung yêu cầu giải quyết: ', 'Địa chỉ: ', 'Số điện thoại: ', 'Email: ',
      'Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau', 'Giấy chứng sinh', 'Bản đọc được', 'Căn cước của mẹ',
      'Lý do: Giấy chứng sinh mờ số', 'liên hệ với Nguyễn Thị Hoa', '0204 3884 123', 'https://dichvucong.gov.vn', 'NGƯỜI HƯỚNG DẪN',
    ]) expect(text.replaceAll('\u00a0', ' ')).toContain(part);
    expect(codes.map(({ format }) => format)).toEqual(['Code128', 'QRCode']);
  });

  test('a refusal has every field and its real reason', async () => {
    const desk = desks[pack];
    const { dossierId } = file({ startsAs: 'registered' });
    takeStep(desk.as('hoa'), dossierId, 'registered', 'refused', { reason: 'Người nộp không có văn bản ủy quyền' });
    const { text } = await print(dossierId, makeOut(desk.as('hoa'), dossierId, 'refusal'), undefined, desk);
    for (const part of [
      ...head, '/TC', 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ', 'Bộ phận tiếp nhận và trả kết quả: ', 'Tiếp nhận hồ sơ của: ', 'Địa chỉ: ', 'Số điện thoại: ', 'Email: ', 'Nội dung yêu cầu giải quyết: ',
      'không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau', 'Người nộp không có văn bản ủy quyền', 'Ông/Bà liên hệ với', 'NGƯỜI NỘP HỒ SƠ', 'NGƯỜI TIẾP NHẬN HỒ SƠ',
    ]) expect(text).toContain(part);
  });

  test('an apology has every field, the old date and the new one', async () => {
    const desk = desks[pack];
    const { dossierId, code } = file();
    const { dueAt } = desk.store.state('dossier', dossierId)!;
    extend(desk.as('binh'), dossierId, dueAt + dayLength, 'Phải xác minh tại xã Vô Tranh');
    extend(desk.as('binh'), dossierId, dueAt + 2 * dayLength, 'Xã Vô Tranh chưa trả lời');
    const { text } = await print(dossierId, makeOut(desk.as('binh'), dossierId, 'apology', { signerTitle: 'Phó Chủ tịch' }), undefined, desk);
    const days = { '2018': ['14', '15', '16'], '2025': ['26', '27', '28'] }[pack];
    const on = (day: string) => `08 giờ 00 phút, ngày ${day} tháng ${today.slice(14)}`;
    for (const part of [
      ...head, `Số: ${code.split('-').slice(1).join('-')}/PXL`, 'Kính gửi: Đặng Thị Ngọc Ánh', 'Địa chỉ: ', 'Số điện thoại: ', today, 'lĩnh vực Hộ tịch', 'Thủ tục đăng ký khai sinh (mã 1.001193)', `Số biên nhận (mã hồ sơ): ${code}`,
      'Xã Vô Tranh chưa trả lời', 'xin lỗi', on(days[2]!), 'Nơi nhận:', 'Phó Chủ tịch', 'Lê Văn Cường',
      ...(pack === '2018'
        ? ['PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ', `Ngày hẹn trả kết quả: ${on(days[1]!)}`, 'Thời gian hẹn trả kết quả lại: ', 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ']
        : ['VĂN BẢN XIN LỖI', 'VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT', `Ngày hẹn trả kết quả ban đầu: ${on(days[0]!)}`, 'Thời gian hẹn trả kết quả mới: ', 'lần thứ 2, được gia hạn nhiều nhất 1 lần', 'Những lần thay đổi thời gian hẹn trả trước đây', 'Phải xác minh tại xã Vô Tranh', 'NGƯỜI CÓ THẨM QUYỀN']),
    ]) expect(text).toContain(part);
  });

  test('a control slip has every field and its hand-overs', async () => {
    const desk = desks[pack];
    const { dossierId, code } = file({ fields: { owner } });
    takeStep(desk.as('binh'), dossierId, 'accepted', 'processing');
    takeStep(desk.as('binh'), dossierId, 'processing', 'done', { reason: 'đã ký' });
    const { text } = await print(dossierId, makeOut(desk.as('hoa'), dossierId, 'controlSlip'), undefined, desk);
    for (const part of [
      ...head, '/PKS', 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ', `Mã hồ sơ: ${code}`, 'Nội dung: ', 'Người nộp hồ sơ: Đặng Thị Ngọc Ánh', 'Chủ hồ sơ: Hợp tác xã Lục Sơn', 'Địa chỉ: Thôn Đồng Đỉnh', 'Số điện thoại: 0204 111 222', 'Email: htx@example.vn',
      'Ngày nhận hồ sơ: ', 'Thời gian giải quyết theo quy định: ', 'Thời gian hẹn trả kết quả: ', 'Thành phần hồ sơ',
      'TÊN CƠ QUAN', '1. Giao', '2. Nhận', 'THỜI GIAN GIAO', 'KẾT QUẢ', 'GHI CHÚ', '1. Giao: Nguyễn Thị Hoa', '2. Nhận: Trần Văn Bình', 'Trong hạn', 'Trước hạn', 'đã ký', 'Người giao (ký, ghi rõ họ tên)', 'Người nhận (ký, ghi rõ họ tên)',
    ]) expect(text).toContain(part);
  });
});

test('a stop notice, new in 2025, says who asked, at which step, why, what becomes of the fee, and that there is no result yet', async () => {
  const { dossierId, code } = fileDossier(made.as('hoa'), { order: 100, payment: { method: 'cash', amountVnd: 8000, reference: '' } });
  takeStep(made.as('binh'), dossierId, 'accepted', 'processing');
  takeStep(made.as('binh'), dossierId, 'processing', 'withdrawn', { reason: 'Gia đình đổi ý', refundVnd: 5000 });
  const { text } = await print(dossierId, makeOut(made.as('binh'), dossierId, 'stopNotice'));
  for (const part of [
    ...head, '/TBD', 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ', 'Kính gửi: ', 'Yêu cầu dừng giải quyết: Ông/Bà đề nghị rút hồ sơ', 'Hồ sơ đang ở bước: Đang xử lý; chưa ban hành kết quả giải quyết', 'Lý do dừng giải quyết: Gia đình đổi ý',
    `Quyết định: Dừng giải quyết hồ sơ ${code}`, 'Phí, lệ phí: trả lại 5.000 đồng', 'Nơi nhận:', 'NGƯỜI CÓ THẨM QUYỀN',
  ]) expect(text).toContain(part);
  const old = desks['2018'];
  const earlier = fileDossier(old.as('hoa'), { order: 100 });
  expect(makeOutForm(old.as('hoa'), { dossierId: earlier.dossierId, form: 'stopNotice' as never, text: {} })).toMatchObject({ problem: 'form.notInPack' });
});

describe('what is printed', () => {
  test('has only whole Tinos fonts, each once', async () => {
    const { dossierId } = fileDossier(made.as('hoa'), { order: 201 });
    const { fonts, bytes } = await print(dossierId, makeOut(made.as('hoa'), dossierId, 'receipt'));
    expect(fonts.map((line) => line.split(/\s+/)[0]!.replace(/^[A-Z]+\+/, '')).sort()).toEqual(['Tinos-Bold', 'Tinos-Italic', 'Tinos-Regular']);
    expect(fonts.every((line) => /yes yes yes/.test(line))).toBe(true);
    expect(bytes.length).toBeLessThan(150_000);
  });

  test('has every Vietnamese letter as itself, also when it was typed in pieces', async () => {
    const vowels = ['a', 'ă', 'â', 'e', 'ê', 'i', 'o', 'ô', 'ơ', 'u', 'ư', 'y'];
    const letters = vowels.flatMap((vowel) => ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')));
    const words = [...letters, 'đ', ...letters.map((letter) => letter.toUpperCase()), 'Đ'].map((letter) => `x${letter}n`);
    const fields = { applicant: { ...someApplicant, address: words.slice(0, 75).join(' ').normalize('NFD') }, requestSummary: words.slice(75).join(' ').normalize('NFD') };
    const { dossierId } = fileDossier(made.as('hoa'), { order: 202, fields });
    const { text } = await print(dossierId, makeOut(made.as('hoa'), dossierId, 'receipt'));
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
  });

  test('flows to further pages with the head of the table repeated and the pages numbered', async () => {
    const name = 'Giấy tờ chứng minh quyền sử dụng đất hoặc quyền sở hữu nhà ở và tài sản khác gắn liền với đất, kèm theo bản vẽ';
    const components = Array.from({ length: 60 }, (_, index): Component => someComponent(`${name} số ${index + 1}`, { key: `k${index}`, isReceived: index !== 7, originals: index % 3, certifiedCopies: 1, copies: 777 }));
    const { dossierId, code } = fileDossier(made.as('hoa'), { order: 203, components });
    const { pages, text } = await print(dossierId, makeOut(made.as('hoa'), dossierId, 'receipt'));
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

  test('stays on the page with a name of 300 letters, on every form', async () => {
    const fullName = `${'Công Tằng Tôn Nữ Phương Thảo Nguyên Hồng Ngọc Bích '.repeat(6)}Ánh`.slice(0, 300);
    const fields = { applicant: { ...someApplicant, fullName, email: `${'rat'.repeat(20)}.dai@example.com.vn` }, requestSummary: `${fullName} `.repeat(3).trim(), returnMethod: 'postal' as const };
    const { dossierId } = fileDossier(made.as('hoa'), { order: 204, fields });
    takeStep(made.as('binh'), dossierId, 'accepted', 'processing');
    for (const form of ['receipt', 'supplementRequest', 'refusal', 'apology', 'stopNotice', 'controlSlip'] as const) {
      const { text, picture } = await print(dossierId, makeOut(made.as('binh'), dossierId, form));
      expect(text.replaceAll('- ', '')).toContain('Công Tằng Tôn Nữ Phương Thảo Nguyên Hồng Ngọc Bích Ánh'.slice(0, 30));
      // Nothing has run over the page's edge: the right margin of the rendered page is white.
      const { width, height } = await sharp(picture).metadata();
      const margin = await sharp(picture).extract({ left: width - 60, top: 0, width: 60, height }).removeAlpha().raw().toBuffer();
      expect(margin.every((value) => value === 255)).toBe(true);
    }
  });

  test('has a page for every row, however long a reason is', async () => {
    const { dossierId } = fileDossier(made.as('hoa'), { order: 207 });
    const reason = 'Cần xác minh thêm tại nơi cư trú trước đây '.repeat(46).slice(0, 2000);
    takeStep(made.as('binh'), dossierId, 'accepted', 'processing');
    for (const [from, to] of [['processing', 'suspended'], ['suspended', 'processing'], ['processing', 'supplementRequested']] as const) takeStep(made.as('binh'), dossierId, from, to, { reason });
    const { dueAt } = made.store.state('dossier', dossierId)!;
    extend(made.as('binh'), dossierId, dueAt + dayLength, reason);
    extend(made.as('binh'), dossierId, dueAt + 2 * dayLength, 'ngắn');
    for (const form of ['controlSlip', 'apology', 'supplementRequest', 'stopNotice'] as const) {
      const { pages } = await print(dossierId, makeOut(made.as('binh'), dossierId, form));
      expect(pages.length).toBeLessThan(5);
      expect(pages.filter((page) => page.trim() === '')).toEqual([]);
    }
  });

  test('is the same bytes, after others, in another thread and at another time', async () => {
    const { dossierId } = fileDossier(made.as('hoa'), { order: 205 });
    const formId = makeOut(made.as('hoa'), dossierId, 'receipt');
    const first = must(await formPdf(made.desk, { dossierId, formId }));
    const other = fileDossier(made.as('hoa'), { order: 206, fields: { requestSummary: 'Ợ Ộ Ữ Ằ' } });
    must(await receiptPdf(made.desk, { dossierId: other.dossierId }));
    expect(Buffer.from(must(await formPdf(made.desk, { dossierId, formId }))).equals(Buffer.from(first))).toBe(true);
    made.clock.advance(3_600_000);
    const others = createWorkers();
    try {
      const second = must(await formPdf({ ...made.desk, workers: others }, { dossierId, formId }));
      expect(Buffer.from(second).equals(Buffer.from(first))).toBe(true);
    } finally {
      await others.close();
    }
  });
});

describe('a form that was made out', () => {
  test('stays what it was when the dossier, the unit and the words of the form change', async () => {
    const desk = await makeDesk({ workers });
    const { dossierId } = fileDossier(desk.as('hoa'));
    const first = makeOut(desk.as('hoa'), dossierId, 'receipt');
    const before = must(await formPdf(desk.desk, { dossierId, formId: first }));

    desk.store.write(desk.as('hoa').officer.id, (tx) => {
      tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.corrected', payload: { changes: { applicant: { fullName: 'Đặng Thị Ngọc Anh' } }, reason: 'ghi nhầm' } });
      tx.append({ entity: 'desk', entityId: desk.store.deskId, type: 'desk.unitChanged', payload: { ...desk.store.state('desk', desk.store.deskId)!.unit, oneStopName: 'Trung tâm Phục vụ hành chính công' } });
    });
    const definition = structuredClone(shippedForm('2025', 'receipt')!);
    must(publishForm(desk.as('quantri'), { pack: '2025', form: 'receipt', reason: 'theo công văn', definition: { ...definition, blocks: definition.blocks.map((block) => (block.kind === 'title' ? { ...block, text: 'BIÊN NHẬN MỚI' } : block)) } }));
    const second = must(makeOutForm(desk.as('hoa'), { dossierId, form: 'receipt', text: {} })).formId;

    expect(Buffer.from(must(await formPdf(desk.desk, { dossierId, formId: first }))).equals(Buffer.from(before))).toBe(true);
    const latest = await readPdf(must(await receiptPdf(desk.desk, { dossierId })));
    expect(latest.text).toContain('BIÊN NHẬN MỚI');
    expect(latest.text).toContain('TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG');
    expect(latest.text).toContain('Đặng Thị Ngọc Anh');
    expect(latest.text).toContain('-1001-2/TNHS');
    expect((await print(dossierId, second, undefined, desk)).text).toBe(latest.text);

    must(resetForm(desk.as('quantri'), { pack: '2025', form: 'receipt', reason: '' }));
    const third = must(makeOutForm(desk.as('hoa'), { dossierId, form: 'receipt', text: {} })).formId;
    expect((await print(dossierId, third, undefined, desk)).text).toContain('GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ');
    expect((await print(dossierId, second, undefined, desk)).text).toContain('BIÊN NHẬN MỚI');
    desk.close();
  });

  test('keeps its hand-overs when the dossier goes on', () => {
    const { dossierId } = fileDossier(made.as('hoa'), { order: 301 });
    takeStep(made.as('binh'), dossierId, 'accepted', 'processing');
    const formId = makeOut(made.as('hoa'), dossierId, 'controlSlip');
    const rows = must(issuedForm(made.desk, { dossierId, formId })).handovers;
    takeStep(made.as('binh'), dossierId, 'processing', 'done');
    const later = makeOut(made.as('hoa'), dossierId, 'controlSlip');
    expect(must(issuedForm(made.desk, { dossierId, formId })).handovers).toEqual(rows);
    expect(must(issuedForm(made.desk, { dossierId, formId: later })).handovers.slice(0, rows.length)).toEqual(rows);
  });

  test('can be a receipt of a dossier that was received before forms were made out', async () => {
    const { dossierId, code } = fileDossier(made.as('hoa'), { order: 302 });
    const { text, codes } = await readPdf(must(await receiptPdf(made.desk, { dossierId })));
    expect(text).toContain(`Số: ${code.split('-').slice(1).join('-')}/TNHS`);
    expect(codes).toEqual([{ format: 'Code128', text: code }, { format: 'QRCode', text: code }]);
  });

  test('is not there for an unknown dossier or an unknown form', async () => {
    expect(await receiptPdf(made.desk, { dossierId: 'không có' })).toMatchObject({ problem: 'dossier.unknown' });
    const { dossierId } = fileDossier(made.as('hoa'), { order: 303 });
    expect(await formPdf(made.desk, { dossierId, formId: 'không có' })).toMatchObject({ problem: 'form.unknown' });
    expect(makeOutForm(made.as('hoa'), { dossierId, form: 'controlSlip', text: { nonsense: 'x' } })).toMatchObject({ problem: 'form.placeholderUnknown' });
  });

  test('cannot be put into words that nobody knows, nor into a set that does not have it', () => {
    const definition = structuredClone(shippedForm('2025', 'refusal')!);
    const wrong = { ...definition, blocks: [{ kind: 'paragraph' as const, text: '{applicant.age}' }] };
    expect(publishForm(made.as('quantri'), { pack: '2025', form: 'refusal', reason: '', definition: wrong })).toMatchObject({ problem: 'form.placeholderUnknown', data: { name: 'applicant.age' } });
    expect(publishForm(made.as('quantri'), { pack: '2018', form: 'stopNotice', reason: '', definition })).toMatchObject({ problem: 'form.notInPack' });
    expect(made.store.state('form', formIdOf('2025', 'refusal' satisfies FormName))).toBeUndefined();
  });
});
