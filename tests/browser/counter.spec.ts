import type { Page } from '@playwright/test';
import { vietQrPayload } from '../../domain/payment/vietqr.ts';
import { readCodes, readPdf } from '../fixtures/read-pdf.ts';
import { cardPayload, jpegScan } from '../fixtures/scans.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { anh, callDesk, fetchBytes, pickProcedure, readReceipt, readWithReader, receipt, receiveDossier, viewDossier } from './officer.ts';

const marriage = 'Thủ tục đăng ký kết hôn';
const copies = 'Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh';
const owner = (page: Page) => page.getByRole('group', { name: 'Chủ hồ sơ' });
const papers = (page: Page) => page.getByRole('table').filter({ hasText: 'Giấy tờ' });

const slip = (page: Page, title: string) => page.getByRole('dialog', { name: title });
const slipOf = async (page: Page, title: string): Promise<{ dossierId: string; path: string }> => {
  const address = (await page.getByTitle(title).getAttribute('src')) ?? '';
  const match = /\/files\/form\/([\w-]+)\/[\w-]+\.pdf/.exec(address);
  if (!match) throw new Error(`the slip shows ${address}`);
  return { dossierId: match[1]!, path: match[0] };
};

test('an organisation files through its representative; the next time its tax code is enough', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
  await page.keyboard.press('Alt+N');
  await owner(page).getByText('Tổ chức', { exact: true }).click();
  const taxCode = owner(page).getByLabel('Mã số thuế');
  await taxCode.fill('01012345');
  await taxCode.press('Enter');
  await expect(owner(page)).toContainText('Mã số thuế có 10 chữ số');
  // A slip of one digit is seen, and in nobody's way.
  await taxCode.fill('0101234568');
  await expect(owner(page)).toContainText('Chữ số cuối của mã số thuế không khớp');
  await owner(page).getByLabel('Tên tổ chức').fill('Công ty TNHH Lâm sản Lục Sơn');
  await owner(page).getByLabel('Địa chỉ trụ sở').fill('Thôn Đọ Làng, Lục Sơn');
  await owner(page).getByLabel('Người đại diện', { exact: true }).fill('Nguyễn Văn An');
  await pickProcedure(page, '2.000635', copies);
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(owner(page)).toContainText('Chọn tư cách nộp thay.');
  await owner(page).getByLabel('Nộp thay với tư cách').selectOption({ label: 'Người đại diện theo pháp luật' });
  await owner(page).getByLabel('Giấy tờ chứng minh').fill('Quyết định số 12 ngày 05/01/2026');
  await keepScreen(page, 'reception-organisation');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  const { dossierId } = await readReceipt(page);
  const { state } = await viewDossier(page, dossierId);
  expect(state.owner).toMatchObject({ kind: 'organisation', organisation: { taxCode: '0101234568', name: 'Công ty TNHH Lâm sản Lục Sơn', representative: 'Nguyễn Văn An' } });
  expect(state.authority).toEqual({ kind: 'legalRepresentative', document: 'Quyết định số 12 ngày 05/01/2026' });
  expect((await readPdf(await fetchBytes(page, `/files/receipt/${dossierId}.pdf`))).text).toContain('Công ty TNHH Lâm sản Lục Sơn');

  await page.keyboard.press('F2');
  await page.keyboard.press('Alt+N');
  await owner(page).getByText('Tổ chức', { exact: true }).click();
  await owner(page).getByLabel('Mã số thuế').fill('0101234568');
  await expect(owner(page).getByLabel('Tên tổ chức')).toHaveValue('Công ty TNHH Lâm sản Lục Sơn');
  await expect(owner(page).getByLabel('Địa chỉ trụ sở')).toHaveValue('Thôn Đọ Làng, Lục Sơn');
  await expect(page.getByRole('region', { name: 'Người đã từng nộp hồ sơ' })).toContainText('1 đang giải quyết');
});

test('a parent files for a child: a second card goes to the owner where the cursor stands there', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
  await page.keyboard.press('Alt+N');
  await expect(owner(page).getByLabel('Số định danh cá nhân')).toBeFocused();
  await readWithReader(page, cardPayload);
  await expect(owner(page).getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await expect(page.getByLabel('Họ và tên').first()).toHaveValue('Nguyễn Văn An');
  await owner(page).getByLabel('Nộp thay với tư cách').selectOption({ label: 'Người được ủy quyền' });
  await pickProcedure(page, 'ks');
  await page.keyboard.press('Alt+A');
  await page.keyboard.press('Control+Enter');
  const { state } = await viewDossier(page, (await readReceipt(page)).dossierId);
  expect(state.applicant.fullName).toBe('Nguyễn Văn An');
  expect(state.owner).toMatchObject({ kind: 'person', person: { number: anh.number, fullName: anh.fullName } });
});

test('two procedures in one go: two codes in a row, each with its own papers, one visit', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Số định danh cá nhân').fill(anh.number);
  await page.getByLabel('Họ và tên').fill(anh.fullName);
  await pickProcedure(page, 'ket hon', marriage);
  await page.keyboard.press('Alt+A');
  await page.keyboard.press('Alt+T');
  await expect(page.getByRole('combobox', { name: 'Chọn thủ tục' })).toBeFocused();
  await pickProcedure(page, '2.000635', copies);
  const chips = page.getByRole('group', { name: 'Các thủ tục trong lần nộp này' });
  await expect(chips.getByRole('button', { name: /^[12]\. / })).toHaveCount(2);
  await page.getByLabel('Ghi chú').fill('Lấy hai bản sao');
  await page.getByLabel('Bản sao KQ').fill('2');

  // What is missing in the other one is shown there.
  await chips.getByRole('button', { name: /^1\. / }).click();
  await expect(page.getByText('Đủ giấy tờ bắt buộc')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Còn giấy tờ bắt buộc chưa nhận.')).toBeVisible();
  await expect(chips.getByRole('button', { name: /^2\. |Có chỗ cần xem lại/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Alt+A');
  await page.getByLabel('Thanh toán').selectOption({ label: 'Tiền mặt' });
  await keepScreen(page, 'reception-two-procedures');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Tiếp nhận 2 hồ sơ' }).click();

  const first = await readReceipt(page);
  await expect(receipt(page)).toContainText('Hồ sơ 1/2');
  await page.keyboard.press('PageDown');
  await expect(receipt(page)).toContainText('Hồ sơ 2/2');
  const second = await readReceipt(page);
  expect([first.code, second.code].map((code) => code.slice(-4))).toEqual(['1001', '1002']);
  const [one, two] = [await viewDossier(page, first.dossierId), await viewDossier(page, second.dossierId)];
  expect([one.state.procedure.name, two.state.procedure.name]).toEqual([marriage, copies]);
  expect(one.state.batchId).toBe(two.state.batchId);
  expect(two.state).toMatchObject({ note: 'Lấy hai bản sao', resultCopies: 2, feeVnd: 8000, payments: [{ method: 'cash', amountVnd: 8000 }] });
  expect(one.state.payments).toEqual([]);

  // The same again on the same day: said, with a way to look, and in nobody's way.
  await page.keyboard.press('F2');
  await page.getByLabel('Số định danh cá nhân').fill(anh.number);
  await pickProcedure(page, 'ket hon', marriage);
  const again = page.getByRole('list', { name: 'Đã nhận hôm nay' });
  await expect(again).toContainText(`Nguyễn Thị Hoa đã nhận “${marriage}” của người này lúc`);
  await expect(again.getByRole('link', { name: first.code })).toBeVisible();
});

test('a paper digitised once serves again with one key, and the month’s rate says so', async ({ page, scanner }) => {
  await signIn(page);
  await receiveDossier(page);
  await page.keyboard.press('F4');
  scanner.drop('Căn cước.jpg', await jpegScan(3));
  await expect(page.getByRole('option', { name: 'Căn cước.jpg' })).toBeVisible();
  await page.getByRole('radio', { name: /^Giấy tờ tùy thân/ }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('option', { name: 'Căn cước.jpg' })).toBeHidden();

  await page.keyboard.press('F2');
  await readWithReader(page, cardPayload);
  await expect(page.getByRole('list', { name: 'Giấy tờ đã số hóa' })).toContainText('Giấy tờ tùy thân');
  await pickProcedure(page, 'ket hon', marriage);
  const offer = page.getByRole('button', { name: /^Dùng lại Giấy tờ tùy thân/ });
  await expect(offer).toBeVisible();
  await expect(page.getByText('Tháng này đã dùng lại 0/')).toBeVisible();
  await keepScreen(page, 'reception-reuse');
  await expectAccessible(page);
  await page.keyboard.press('Alt+R');
  await expect(papers(page).getByText('Dùng lại', { exact: true })).toBeVisible();
  await expect(offer).toBeHidden();
  // Taken back, and all of them at once.
  await page.getByRole('button', { name: /^Hoàn tác Giấy tờ tùy thân/ }).click();
  await expect(offer).toBeVisible();
  await page.keyboard.press('Alt+Shift+R');
  await expect(offer).toBeHidden();
  await page.keyboard.press('Alt+A');
  await page.keyboard.press('Control+Enter');
  const { state, documents } = await viewDossier(page, (await readReceipt(page)).dossierId);
  const reused = state.components.find(({ source }) => source === 'reused');
  expect(reused).toMatchObject({ isReceived: true, originals: 0 });
  expect(documents).toEqual([expect.objectContaining({ id: reused?.reusedDocumentId, componentKey: reused?.key })]);

  await page.keyboard.press('F2');
  await readWithReader(page, cardPayload);
  await pickProcedure(page, '2.000635', copies);
  await expect(page.getByText(/Tháng này đã dùng lại 1\//)).toBeVisible();
});

test('refused at the desk: a real reason, a slip, and no due date', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
  await pickProcedure(page, 'ks');
  await page.getByRole('button', { name: 'Từ chối' }).click();
  const dialog = page.getByRole('dialog', { name: 'Từ chối tiếp nhận hồ sơ' });
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Cần ghi lý do.');
  await dialog.getByRole('button', { name: 'Không có quyền yêu cầu' }).click();
  await keepScreen(page, 'reception-refuse');
  await page.keyboard.press('Control+Enter');

  const title = 'Phiếu từ chối tiếp nhận giải quyết hồ sơ';
  await expect(slip(page, title)).toContainText('Đã lập phiếu từ chối');
  const { dossierId, path } = await slipOf(page, title);
  const { text } = await readPdf(await fetchBytes(page, path));
  for (const part of ['PHIẾU TỪ CHỐI', 'Nguyễn Văn An', 'Người nộp không có quyền yêu cầu và không có giấy ủy quyền hợp lệ.']) expect(text).toContain(part);
  const { state } = await viewDossier(page, dossierId);
  expect(state).toMatchObject({ status: 'refused', wasAccepted: false });
  await page.keyboard.press('F2');
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
});

test('papers are missing: the citizen goes home with a request that names them', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill('Nguyễn Văn An');
  await pickProcedure(page, 'ks');
  await page.getByRole('checkbox', { name: 'Tờ khai đăng ký khai sinh theo mẫu' }).check();
  await page.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
  const dialog = page.getByRole('dialog', { name: 'Yêu cầu bổ sung, hoàn thiện hồ sơ' });
  // What is required and not there is asked for already.
  await expect(dialog.getByRole('checkbox', { name: /^Giấy chứng sinh/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /^Giấy tờ tùy thân/ })).toBeChecked();
  await expect(dialog.getByRole('checkbox', { name: /^Văn bản ủy quyền/ })).not.toBeChecked();
  await dialog.getByLabel(/^Ghi thêm: Giấy chứng sinh/).fill('Bản chính, do bệnh viện cấp');
  await dialog.getByRole('button', { name: 'Thêm nội dung cần sửa' }).click();
  await dialog.getByLabel('Nội dung cần sửa 1').fill('Ghi lại ngày sinh của con trên tờ khai');
  await keepScreen(page, 'reception-supplement');
  await page.keyboard.press('Control+Enter');

  const title = 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ';
  await expect(slip(page, title)).toContainText('Đã lập phiếu yêu cầu bổ sung');
  const { dossierId, path } = await slipOf(page, title);
  const { text } = await readPdf(await fetchBytes(page, path));
  for (const part of ['PHIẾU YÊU CẦU BỔ SUNG', 'Giấy chứng sinh', 'Bản chính, do bệnh viện cấp', 'Ghi lại ngày sinh của con trên tờ khai']) expect(text).toContain(part);
  const { state } = await viewDossier(page, dossierId);
  expect(state).toMatchObject({ status: 'supplementRequested', wasAccepted: false });
  expect(state.requested?.map(({ name }) => name)).toContain('Ghi lại ngày sinh của con trên tờ khai');
});

test('the fee by transfer: the code on the screen is one that a bank’s program reads', async ({ page }) => {
  await signIn(page, 'quantri');
  const account = { bin: '970436', account: '0123456789', holder: 'UBND XA LUC SON' };
  await callDesk(page, 'settings.change', { bankAccount: account });
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill(anh.fullName);
  await pickProcedure(page, '2.000635', copies);
  await page.keyboard.press('Alt+A');
  await page.getByLabel('Thanh toán').selectOption({ label: 'Chuyển khoản' });
  await page.getByRole('button', { name: 'Mã VietQR 8.000 đ' }).click();
  const code = page.getByRole('img', { name: 'Mã VietQR' });
  await expect(code).toBeVisible();
  await keepScreen(page, 'reception-vietqr');
  expect(await readCodes(await code.screenshot())).toEqual([{ format: 'QRCode', text: vietQrPayload(account, 8000, `PHI ${anh.fullName}`) }]);
  await page.keyboard.press('Escape');
  await page.getByLabel('Mã giao dịch').fill('FT26327001');
  await page.keyboard.press('Control+Enter');
  const { state } = await viewDossier(page, (await readReceipt(page)).dossierId);
  expect(state.payments).toMatchObject([{ method: 'transfer', amountVnd: 8000, reference: 'FT26327001' }]);
});

test('the code of a receipt, read on any page, says whether the paper is true', async ({ page }) => {
  await signIn(page);
  const { code, dossierId } = await receiveDossier(page);
  await page.keyboard.press('F2');
  const { codes } = await readPdf(await fetchBytes(page, `/files/receipt/${dossierId}.pdf`));
  const payload = codes.find(({ format }) => format === 'QRCode')?.text ?? '';
  const verdict = page.getByRole('dialog', { name: 'Đối chiếu giấy tiếp nhận' });
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: 'Đồng bộ', level: 1 })).toBeVisible();
  await readWithReader(page, payload);
  await expect(verdict).toContainText('Giấy này đúng.');
  await expect(verdict).toContainText(code);
  await keepScreen(page, 'receipt-check');
  await page.keyboard.press('Escape');

  // One digit of the signature is another's: somebody made this paper himself.
  const last = payload.slice(-1);
  await readWithReader(page, payload.slice(0, -1) + (last === '7' ? '3' : '7'));
  await expect(verdict).toContainText('Giấy này không phải do quầy lập, hoặc đã bị sửa.');
  await page.keyboard.press('Escape');

  await callDesk(page, 'dossier.correct', { id: dossierId, changes: { sets: 3 }, reason: 'Ghi nhầm số bộ' });
  await readWithReader(page, payload);
  await expect(verdict).toContainText('Giấy này đúng, nhưng hồ sơ đã đổi sau khi in.');
  await expect(verdict.getByRole('row', { name: 'Số bộ hồ sơ' })).toContainText('13');
  await keepScreen(page, 'receipt-check-changed');
  await verdict.getByRole('button', { name: 'Mở hồ sơ' }).click();
  await expect(page.getByRole('heading', { name: code, level: 1 })).toBeVisible();
});

test('a slip of the hand is said at the field, while there is time', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  const number = page.getByLabel('Số định danh cá nhân');
  await number.fill('0241860012');
  await number.press('Enter');
  await expect(page.getByText('Số định danh có đúng 12 chữ số.')).toBeVisible();
  await number.fill(anh.number);
  await expect(page.getByText('Khai sinh: Bắc Giang · Nữ · 1986')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Giới tính' })).toHaveValue('Nữ');
  const warnings = page.getByRole('list', { name: 'Cần đối chiếu với thẻ' });
  await page.getByRole('combobox', { name: 'Giới tính' }).selectOption('Nam');
  await expect(warnings).toContainText('Giới tính không khớp với số định danh.');
  await page.getByLabel('Ngày sinh').fill('09/03/1968');
  await expect(warnings).toContainText('Năm sinh không khớp với số định danh.');
  await page.getByLabel('Ngày sinh').fill('31/02/1986');
  await expect(page.getByText('Ngày này không có trong lịch.')).toBeVisible();
  await page.getByLabel('Ngày sinh').fill('09/03/2096');
  await expect(page.getByText('Ngày này còn ở tương lai.')).toBeVisible();
  await number.fill('999186001234');
  await expect(warnings).toContainText('Ba số đầu không thuộc tỉnh nào của Việt Nam.');
  await page.getByLabel('Họ và tên').fill('Nguyễn '.repeat(50));
  await expect(page.getByText('Dài hơn 300 ký tự')).toBeVisible();
  await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();
});

test('a procedure is retired while a draft waits: the draft says so, and the person stays', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill(anh.fullName);
  await page.getByLabel('Nơi cư trú').fill(anh.address);
  await pickProcedure(page, 'ket hon', marriage);
  await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible();
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await signIn(page, 'quantri');
  const [found] = await askDesk<{ id: string; name: string }[]>(page, 'reception.procedures', { query: marriage });
  await callDesk(page, 'catalogue.retire', { id: found?.id, reason: 'Có quyết định mới' });
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByRole('button', { name: `Làm tiếp ${anh.fullName}` }).click();
  await expect(page.getByRole('alert')).toContainText(`“${marriage}” đã bãi bỏ, không nhận được nữa.`);
  await expect(page.getByLabel('Nơi cư trú')).toHaveValue(anh.address);
  await keepScreen(page, 'reception-retired');
  await pickProcedure(page, 'ks');
  await page.keyboard.press('Alt+A');
  await page.keyboard.press('Control+Enter');
  expect((await viewDossier(page, (await readReceipt(page)).dossierId)).state.applicant.fullName).toBe(anh.fullName);
});

const askDesk = async <Answer>(page: Page, operation: string, input: unknown): Promise<Answer> => {
  const answer = await fetchBytes(page, `/trpc/${operation}?input=${encodeURIComponent(JSON.stringify(input))}`);
  return (JSON.parse(answer.toString()) as { result: { data: Answer } }).result.data;
};
