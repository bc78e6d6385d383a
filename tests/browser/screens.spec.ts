import type { Page } from '@playwright/test';
import { imagePdf, jpegScan, lockedPdf, cardPayload } from '../fixtures/scans.ts';
import { expect, expectAccessible, expectFits, keepScreen, signIn, test } from './fixtures.ts';
import { anh, pickProcedure, place, readReceipt, readWithReader, receipt, receiveDossier, statusBar } from './officer.ts';

test.use({ withDistrict: true });
test.setTimeout(900_000);

/** Every screen of a desk at work, as someone meets them who opens one after the other. */
const screens: { name: string; open: (page: Page, code: string) => Promise<void> }[] = [
  { name: 'home', open: (page) => place(page, 'Trang chủ').click() },
  { name: 'keys', open: async (page) => { await page.keyboard.press('F1'); await expect(page.getByRole('dialog', { name: 'Bảng phím tắt' })).toBeVisible(); } },
  { name: 'reception-procedures', open: async (page) => { await page.keyboard.press('F2'); await page.getByRole('combobox', { name: 'Chọn thủ tục' }).fill('chung thuc'); await expect(page.getByRole('listbox', { name: 'Danh mục thủ tục' }).getByRole('option').first()).toContainText('Chứng thực'); } },
  { name: 'reception-no-procedure', open: async (page) => { await page.keyboard.press('F2'); await page.getByRole('combobox', { name: 'Chọn thủ tục' }).fill('zzz'); await expect(page.getByText('Không có thủ tục nào khớp “zzz”')).toBeVisible(); } },
  { name: 'reception', open: async (page) => { await page.keyboard.press('F2'); await readWithReader(page, cardPayload); await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName); await pickProcedure(page, 'ks'); await page.getByRole('checkbox', { name: 'Giấy chứng sinh' }).check(); await expect(page.getByRole('list', { name: 'Vì sao là ngày này' })).toBeVisible(); await expect(page.getByText('Đã lưu nháp lúc')).toBeVisible(); } },
  { name: 'reception-guide', open: async (page) => { await page.keyboard.press('F1'); await expect(page.getByRole('dialog', { name: 'Hướng dẫn thủ tục' })).toContainText('1.001193'); } },
  { name: 'reception-faults', open: async (page) => { await page.getByLabel('Ngày sinh').fill('31/02/1986'); await page.keyboard.press('Control+Enter'); await expect(page.getByText('Ngày này không có trong lịch.')).toBeVisible(); } },
  { name: 'reception-discard', open: async (page) => { await page.getByRole('button', { name: `Bỏ hồ sơ đang làm: ${anh.fullName}` }).last().click(); await expect(page.getByRole('dialog', { name: 'Bỏ hồ sơ đang làm dở?' })).toBeVisible(); } },
  { name: 'search', open: async (page) => { await page.keyboard.press('F3'); await page.getByRole('searchbox').fill('ngoc anh'); await expect(page.getByRole('region', { name: 'Hồ sơ' })).toBeVisible(); } },
  { name: 'spotlight', open: async (page) => { await page.keyboard.press('Control+k'); await page.getByRole('combobox', { name: 'Tra cứu' }).fill('khai sinh'); await expect(page.getByRole('option', { name: 'Thủ tục đăng ký lại khai sinh' })).toBeVisible(); } },
  { name: 'inbox', open: async (page) => { await page.keyboard.press('F4'); await expect(page.getByRole('img', { name: 'Căn cước cha mẹ.pdf, trang 1 trên 2' })).toBeVisible(); await expect(page.getByText('Đang dựng trang…')).toBeHidden(); } },
  { name: 'inbox-refused', open: async (page) => { await page.getByRole('radiogroup', { name: 'Khay' }).getByText('Cần xem lại (1)').click(); await expect(page.getByText('Có mật khẩu.pdf')).toBeVisible(); } },
  { name: 'inbox-pages', open: async (page) => { await page.keyboard.press('F4'); await page.getByRole('radiogroup', { name: 'Khay' }).getByText(/^Mới quét/).click(); await page.getByRole('option', { name: 'Căn cước cha mẹ.pdf' }).click(); await page.keyboard.press('Alt+s'); await expect(page.getByRole('listbox', { name: 'Các trang của giấy tờ' }).getByRole('option')).toHaveCount(2); await page.keyboard.press('Alt+c'); await expect(page.getByRole('button', { name: /^Phần giữ lại/ })).toBeVisible(); } },
  { name: 'dossiers', open: async (page) => { await place(page, 'Hồ sơ').click(); await expect(page.getByRole('row').nth(2)).toBeVisible(); } },
  { name: 'dossiers-none', open: async (page) => { await page.getByRole('navigation', { name: 'Lọc hồ sơ' }).getByRole('link', { name: 'Quá hạn' }).click(); await expect(page.getByText('Không có hồ sơ nào ở mục “Quá hạn”')).toBeVisible(); } },
  { name: 'dossier', open: async (page, code) => { await place(page, 'Hồ sơ').click(); await page.getByRole('link', { name: code }).click(); await expect(page.getByRole('button', { name: 'Giấy chứng sinh.jpg' })).toBeVisible(); } },
  { name: 'dossier-step', open: async (page) => { await page.getByRole('button', { name: 'Yêu cầu bổ sung' }).click(); await expect(page.getByRole('dialog', { name: 'Yêu cầu bổ sung' })).toBeVisible(); } },
  { name: 'dossier-move', open: async (page) => { await page.keyboard.press('Control+Enter'); await expect(page.getByRole('dialog', { name: 'Chuyển bước tiếp' }).getByRole('radio').first()).toBeVisible(); } },
  { name: 'document', open: async (page) => { await page.getByRole('button', { name: 'Giấy chứng sinh.jpg' }).click(); await expect(page.getByRole('img', { name: 'Giấy chứng sinh.jpg, trang 1 trên 1' })).toBeVisible(); await expect(page.getByText('Đang dựng trang…')).toBeHidden(); } },
  { name: 'dossier-correct', open: async (page) => { await page.getByRole('button', { name: 'Sửa thông tin' }).click(); await expect(page.getByRole('dialog', { name: /^Sửa thông tin hồ sơ/ })).toBeVisible(); } },
  { name: 'receipt', open: async (page) => { await page.keyboard.press('F9'); await expect(page.getByTitle(/^Giấy tiếp nhận và hẹn trả kết quả: H/)).toBeVisible(); } },
  { name: 'board', open: async (page) => { await place(page, 'Hạn giải quyết').click(); await expect(page.getByRole('region', { name: 'Còn lại' }).or(page.getByRole('region', { name: 'Hôm nay' })).getByRole('link').first()).toBeVisible(); } },
  { name: 'results', open: async (page) => { await page.keyboard.press('F10'); await expect(page.getByText('Không còn ai cần báo')).toBeVisible(); } },
  { name: 'sync', open: async (page) => { await page.keyboard.press('F12'); await expect(page.getByText('Không có việc nào bị từ chối')).toBeVisible(); } },
  { name: 'reports', open: async (page) => { await place(page, 'Báo cáo').click(); await expect(page.getByRole('row', { name: /^Tổng cộng/ })).toBeVisible(); } },
  { name: 'reports-listed', open: async (page) => { await page.getByRole('row', { name: /^Tổng cộng/ }).getByRole('link').first().click(); await expect(page.getByRole('link', { name: 'Về báo cáo' })).toBeVisible(); } },
  { name: 'settings', open: async (page) => { await place(page, 'Thiết lập').click(); await expect(page.getByText('5 người đang làm việc')).toBeVisible(); } },
  { name: 'calendar', open: async (page) => { await page.getByRole('link', { name: 'Lịch làm việc' }).click(); await expect(page.getByText('Người quản trị sửa lịch này.')).toBeVisible(); await expect(page.locator('[data-date]')).not.toHaveCount(0); } },
  { name: 'calendar-hours', open: async (page) => { await page.getByText('Giờ làm việc', { exact: true }).click(); await expect(page.getByText('Buổi sáng')).toBeVisible(); } },
  { name: 'settings-desk', open: async (page) => { await place(page, 'Thiết lập').click(); await page.getByRole('link', { name: 'Quầy này' }).click(); await expect(page.getByText('Chỉ cán bộ quản trị sửa được phần này.')).toBeVisible(); } },
  { name: 'citizen', open: async (page) => { await page.keyboard.press('F2'); await readWithReader(page, cardPayload); await page.getByRole('link', { name: anh.fullName }).click(); await expect(page.getByRole('heading', { name: anh.fullName, level: 1 })).toBeVisible(); await expect(page.getByRole('button', { name: /^Xem / })).toBeVisible(); } },
  { name: 'citizen-describe', open: async (page) => { await page.getByRole('button', { name: /^Mô tả / }).first().click(); await expect(page.getByRole('dialog', { name: 'Mô tả giấy tờ' })).toBeVisible(); await expect(page.getByText('Đang dựng trang…')).toBeHidden(); } },
  { name: 'officers', open: async (page) => { await place(page, 'Thiết lập').click(); await page.getByRole('link', { name: 'Cán bộ' }).click(); await expect(page.getByRole('rowheader', { name: 'Lê Văn Cường' })).toBeVisible(); } },
];

const looks = [
  { name: '1366', width: 1366, height: 768, colours: 'Sáng', isChecked: true },
  { name: '1366-dark', width: 1366, height: 768, colours: 'Tối', isChecked: true },
  { name: '1920-dark', width: 1920, height: 1080, colours: 'Tối', isChecked: false },
  { name: '1920', width: 1920, height: 1080, colours: 'Sáng', isChecked: false },
] as const;

test('every screen can be read by everybody, light and dark, and fits from 1366×768 up', async ({ page, scanner }) => {
  await signIn(page);
  await receiveDossier(page, { fullName: 'Nguyễn Văn An', number: '024085000123', address: 'Thôn Hồng, xã Lục Sơn' });
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await receiveDossier(page, { fullName: 'Công Tằng Tôn Nữ Phương Thảo Nguyên Hồng Ngọc Bích Trâm Anh', address: 'Thôn Đèo Quạt' });
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await receiveDossier(page);
  const { code } = await readReceipt(page);
  await expect(page.getByTitle('Giấy tiếp nhận hồ sơ và hẹn trả kết quả')).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'receipt-new');
  await page.keyboard.press('F4');
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'inbox-empty');
  scanner.drop('Giấy chứng sinh.jpg', await jpegScan());
  await page.getByRole('option', { name: 'Giấy chứng sinh.jpg' }).click();
  await page.getByRole('radio', { name: 'Giấy chứng sinh' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Chưa có giấy tờ nào')).toBeVisible();
  scanner.drop('Tờ khai.jpg', await jpegScan(2));
  scanner.drop('Trùng tờ khai.jpg', await jpegScan(2));
  scanner.drop('Căn cước cha mẹ.pdf', await imagePdf(2));
  scanner.drop('Có mật khẩu.pdf', await lockedPdf());
  await expect(page.getByRole('option')).toHaveCount(3);
  await page.getByRole('option', { name: 'Căn cước cha mẹ.pdf' }).click();
  await expect(statusBar(page)).toContainText('đã gửi hết');

  for (const look of looks) {
    await page.setViewportSize(look);
    await page.getByRole('banner').getByRole('button', { name: 'Nguyễn Thị Hoa' }).click();
    await page.getByRole('radiogroup', { name: 'Màu nền' }).getByText(look.colours, { exact: true }).click();
    if (look.isChecked) await expectAccessible(page);
    await keepScreen(page, `officer-menu-${look.name}`);
    await page.keyboard.press('Escape');
    for (const screen of screens) {
      await test.step(`${screen.name} at ${look.name}`, async () => {
        await screen.open(page, code);
        await expectFits(page);
        if (look.isChecked) await expectAccessible(page);
        await keepScreen(page, `${screen.name}-${look.name}`);
        if (await page.getByRole('dialog').isVisible()) await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      });
    }
  }
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
  await keepScreen(page, 'sign-in-1920');
});
