import { computeDeadline } from '../../domain/calendar/deadline.ts';
import { baselineCalendarEvents } from '../../domain/calendar/baseline.ts';
import type { WorkingCalendar } from '../../domain/calendar/calendar.ts';
import { dayCode, parseDossierCode } from '../../domain/dossier/code.ts';
import { formatDate } from '../../renderer/components/format.ts';
import { readPdf } from '../fixtures/read-pdf.ts';
import { cardPayload, cardPhoto } from '../fixtures/scans.ts';
import { expect, signIn, test } from './fixtures.ts';
import { anh, birthRegistration, fetchBytes, pickProcedure, place, readReceipt, readWithReader, receipt, viewDossier } from './officer.ts';

/** The calendar that the demo starts with. */
const calendar: WorkingCalendar = {
  years: baselineCalendarEvents().flatMap(({ type, payload }) => (type === 'calendar.yearPublished' ? [payload as WorkingCalendar['years'][number]] : [])),
  hours: baselineCalendarEvents().flatMap(({ type, payload }) => (type === 'calendar.hoursPublished' ? [payload as WorkingCalendar['hours'][number]] : [])),
};

test('a dossier is received by card and keyboard: code, due date and receipt are right', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await expect(page.getByRole('heading', { name: 'Tiếp nhận', level: 1 })).toBeAttached();

  // The card is read while the cursor stands in a field: not a letter lands there.
  await page.getByLabel('Số điện thoại').click();
  await readWithReader(page, cardPayload);
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await expect(page.getByLabel('Số định danh cá nhân')).toHaveValue(anh.number);
  await expect(page.getByLabel('Số CMND cũ')).toHaveValue('121234567');
  await expect(page.getByLabel('Ngày sinh')).toHaveValue(anh.dateOfBirth);
  await expect(page.getByLabel('Ngày cấp thẻ')).toHaveValue('15/04/2021');
  await expect(page.getByRole('combobox', { name: 'Giới tính' })).toHaveValue('Nữ');
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue(anh.address);
  await expect(page.getByLabel('Số điện thoại')).toHaveValue('');

  // What the card said is marked; the officer's own hand takes the mark away.
  const marks = page.getByText('Từ thẻ', { exact: true });
  await expect(marks).toHaveCount(7);
  await page.getByLabel('Nơi cư trú').fill('Thôn Đọ Làng, xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang');
  await expect(marks).toHaveCount(6);
  await page.getByLabel('Số điện thoại').fill('0987 654 321');

  await pickProcedure(page, 'khai sinh');
  await page.getByRole('checkbox', { name: 'Giấy chứng sinh' }).check();
  await expect(page.getByText('Đã nhận 1/7, thiếu 2 bắt buộc')).toBeVisible();

  // Too early: the desk says what is missing and keeps everything.
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Còn giấy tờ bắt buộc chưa nhận.')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Tờ khai đăng ký khai sinh theo mẫu' }).check();
  await page.getByRole('checkbox', { name: 'Giấy tờ tùy thân' }).check();
  await page.getByRole('textbox', { name: 'Bản chụp: Giấy chứng sinh' }).fill('2');
  await page.getByLabel('Nội dung yêu cầu giải quyết').fill('Đăng ký khai sinh cho con thứ hai');
  await page.getByLabel('Số bộ').fill('2');
  await page.getByLabel('Phí, lệ phí').fill('8.000');
  await page.getByRole('radiogroup', { name: 'Nhận kết quả' }).getByText('Bưu chính').click();
  await page.keyboard.press('Control+Enter');

  const { code, dossierId } = await readReceipt(page);
  const { state } = await viewDossier(page, dossierId);
  expect(parseDossierCode(code)).toMatchObject({ agencyCode: 'H02.15.20', deskNumber: 1, order: 1 });
  expect(code).toContain(`-${dayCode(state.acceptedAt)}-`);
  const { dueAt } = computeDeadline({ acceptedAt: state.acceptedAt, limit: { value: 0, unit: 'same-day', cutoff: '15:00' }, field: 'Hộ tịch', calendar });
  expect(state.dueAt).toBe(dueAt);
  await expect(receipt(page).getByText(formatDate(dueAt))).toBeVisible();

  const { text, codes, pages } = await readPdf(await fetchBytes(page, `/files/receipt/${dossierId}.pdf`));
  expect(pages).toHaveLength(1);
  const [day, month, year] = formatDate(dueAt).split('/');
  for (const part of [
    'ỦY BAN NHÂN DÂN XÃ LỤC SƠN',
    'BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    `Số: ${code.split('-').slice(1).join('-')}/TNHS`,
    'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
    `Mã hồ sơ: ${code}`,
    `Tiếp nhận hồ sơ của: ${anh.fullName} (nộp trực tiếp)`,
    'Địa chỉ: Thôn Đọ Làng, xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang',
    'Số điện thoại: 0987 654 321',
    `Số CMND/Thẻ căn cước/Hộ chiếu: ${anh.number}`,
    'Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho con thứ hai',
    `Thủ tục hành chính: ${birthRegistration} (mã 1.001193)`,
    '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ',
    'Giấy chứng sinh',
    '2. Số lượng hồ sơ: 2 bộ',
    'Phí, lệ phí: 8.000 đồng',
    '3. Thời gian giải quyết hồ sơ theo quy định là: ',
    '4. Thời gian nhận hồ sơ: ',
    `5. Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày ${day} tháng ${month} năm ${year}`,
    '6. Đăng ký nhận kết quả tại: Qua dịch vụ bưu chính công ích',
    'Nguyễn Thị Hoa',
  ]) expect(text).toContain(part);
  // Not handed over, so not on the receipt.
  expect(text).not.toContain('trẻ bị bỏ rơi');
  expect(codes).toContainEqual({ format: 'QRCode', text: expect.stringMatching(new RegExp(`^${code}/\\d+/\\d{39}/\\d{78}/\\d{155}$`)) as unknown as string });

  // The next citizen: the same place, an empty sheet, the next number.
  await page.keyboard.press('F2');
  await expect(receipt(page)).toBeHidden();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await expect(page.getByLabel('Số định danh cá nhân')).toBeFocused();
});

test('a citizen who comes again is known, and the next dossier has the next number', async ({ page }) => {
  await signIn(page);
  // On any page: the card opens a reception by itself.
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Cán bộ' }).click();
  await expect(page.getByRole('heading', { name: 'Cán bộ', level: 1 })).toBeVisible();
  await readWithReader(page, cardPayload);
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await pickProcedure(page, 'ks');
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  await page.getByRole('button', { name: 'Tiếp nhận', exact: false }).last().click();
  const first = await readReceipt(page);
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();

  await page.getByLabel('Số định danh cá nhân').fill('024 186 001 234');
  await expect(page.getByRole('region', { name: 'Người đã từng nộp hồ sơ' })).toContainText(`${anh.fullName}1 đang giải quyết`);
  await page.getByRole('button', { name: 'Điền thông tin đã lưu' }).click();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await expect(page.getByLabel('Ngày sinh')).toHaveValue(anh.dateOfBirth);
  await pickProcedure(page, 'ks');
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  await page.keyboard.press('Control+Enter');
  const second = await readReceipt(page);
  expect(parseDossierCode(second.code)?.order).toBe((parseDossierCode(first.code)?.order ?? 0) + 1);

  // The reader on a receipt opens its dossier, wherever one is.
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await readWithReader(page, first.code);
  await expect(page.getByRole('heading', { name: first.code, level: 1 })).toBeVisible();
});

test('a photo of the card, taken a little aslant, fills the same fields; one without a code is explained', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Ảnh thẻ căn cước' }).click();
    await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer });
  };
  await page.getByLabel('Số điện thoại').fill('0912 345 678');
  await choose('bàn làm việc.jpg', await cardPhoto({ payload: null }));
  await expect(page.getByRole('alert')).toContainText('Không thấy mã QR trong ảnh này.');
  await expect(page.getByLabel('Số điện thoại')).toHaveValue('0912 345 678');

  await choose('thẻ của bà Ánh.jpg', await cardPhoto({ degrees: 7 }));
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue(anh.address);
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a reader with a typing program in its way: what can be mended is mended and said, the rest is explained', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  const name = page.getByLabel('Họ và tên');
  await name.fill('Nguyễn Văn An');
  const spoiled = cardPayload.replace('Đặng Thị Ngọc Ánh', '?ặng Th? Ngọc ?nh');
  const explanation = page.getByRole('alert').filter({ hasText: 'Chữ trên thẻ bị bộ gõ tiếng Việt hoặc bảng mã của đầu đọc làm sai.' });

  await readWithReader(page, spoiled);
  await expect(explanation).toContainText('Tắt bộ gõ (Unikey sang chữ E) rồi quét lại');
  await expect(explanation).toContainText('Những ô đã nhập không bị thay đổi.');
  await expect(name).toHaveValue('Nguyễn Văn An');
  await page.getByRole('button', { name: 'Đóng thông báo' }).click();

  await readWithReader(page, cardPayload.replace('Đặng Thị Ngọc Ánh', 'DDawngj Thij Ngocj Anhs').replace(anh.address, 'Thoon Vinhx Hoongf, Lucj Sown, Lucj Nam, Bawcs Giang').replace('Nữ', 'Nuwx'));
  await expect(name).toHaveValue(anh.fullName);
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue(anh.address);
  await expect(page.getByRole('list', { name: 'Cần đối chiếu với thẻ' })).toContainText('Bộ gõ Telex làm sai chữ, chương trình đã sửa lại. Đối chiếu với thẻ.');

  // Unikey in the way: it swallows a stroke, takes letters back and puts others, and the text comes out right.
  await page.getByLabel('Số điện thoại').fill('0987 654 321');
  const [start, end] = cardPayload.split('Đặng') as [string, string];
  await readWithReader(page, [...start, 'D', 'Backspace', 'Đ', 'a', 'Backspace', 'ă', 'n', 'g', 'Backspace', 'Backspace', 'Backspace', 'ặ', 'n', 'g', ...end.replace('Ánh', 'Anh')]);
  await expect(name).toHaveValue('Đặng Thị Ngọc Anh');
  await expect(page.getByLabel('Số điện thoại')).toHaveValue('0987 654 321');

  // Not a card at all, and a day that is in no calendar.
  await readWithReader(page, 'https://vi.wikipedia.org/wiki/Lục_Nam|x');
  await expect(page.getByRole('alert')).toContainText('Mã vừa quét không phải mã trên thẻ căn cước.');
  await readWithReader(page, cardPayload.replace('09031986', '31021986'));
  await expect(page.getByRole('alert')).toContainText('Thẻ có ngày không có trong lịch (31021986).');
  await readWithReader(page, cardPayload.split('|').slice(0, 4).join('|'));
  await expect(page.getByRole('alert')).toContainText('Mã trên thẻ đọc chưa đủ thông tin.');
  await expect(name).toHaveValue('Đặng Thị Ngọc Anh');
  await expect(page.getByLabel('Số điện thoại')).toHaveValue('0987 654 321');
});

test('two citizens at one desk: two sheets are open, neither knows of the other; both come back after a reload', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  const sheets = page.getByRole('group', { name: 'Các hồ sơ đang mở' });
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
  await pickProcedure(page, 'ks');
  await page.getByRole('checkbox', { name: 'Giấy chứng sinh' }).check();

  await page.keyboard.press('F2');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await page.getByLabel('Họ và tên').fill('Trần Thị Bích');
  await page.getByLabel('Nơi cư trú').fill('Thôn Hồng, xã Lục Sơn');
  await sheets.getByRole('button', { name: 'Nguyễn Văn An', exact: true }).click();
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue('');
  await expect(page.getByRole('checkbox', { name: 'Giấy chứng sinh' })).toBeChecked();
  await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();

  await page.reload();
  const saved = page.getByRole('region', { name: 'Còn hồ sơ đang làm dở:' });
  await saved.getByRole('button', { name: 'Làm tiếp Trần Thị Bích' }).click();
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue('Thôn Hồng, xã Lục Sơn');
  await saved.getByRole('button', { name: 'Làm tiếp Nguyễn Văn An' }).click();
  await expect(page.getByText(birthRegistration, { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Giấy chứng sinh' })).toBeChecked();
  await expect(page.getByRole('textbox', { name: 'Bản chính: Giấy chứng sinh' })).toHaveValue('1');

  // Thrown away only when one says so twice.
  await sheets.getByRole('button', { name: 'Bỏ hồ sơ đang làm: Trần Thị Bích' }).click();
  await page.getByRole('dialog', { name: 'Bỏ hồ sơ đang làm dở?' }).getByRole('button', { name: 'Quay lại' }).click();
  await expect(sheets.getByRole('button', { name: 'Trần Thị Bích', exact: true })).toBeVisible();
  await sheets.getByRole('button', { name: 'Bỏ hồ sơ đang làm: Trần Thị Bích' }).click();
  await page.getByRole('button', { name: 'Bỏ hồ sơ này' }).click();
  await expect(sheets.getByRole('button', { name: 'Trần Thị Bích', exact: true })).toBeHidden();
  await place(page, 'Trang chủ').click();
  await expect(page.getByRole('button', { name: 'Làm tiếp hồ sơ của Nguyễn Văn An' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Làm tiếp hồ sơ của Trần Thị Bích' })).toBeHidden();
});
