import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { expect, signIn, test } from './fixtures.ts';
import { place, receipt, receiveDossier } from './officer.ts';

test.describe('Reports', () => {
  test('the month’s figures stand on the first page; each number leads to its dossiers, and all of it can be printed and saved', async ({ page }) => {
    await signIn(page);
    await receiveDossier(page, { fullName: 'Nguyễn Văn An', number: '024085000123', address: 'Thôn Hồng, xã Lục Sơn' });
    const code = (await receipt(page).textContent())?.match(/H02\.15\.20-\d{6}-\d{4}/)?.[0];
    expect(code).toBeDefined();
    await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();

    await place(page, 'Trang chủ').click();
    await expect(page.getByText('Đang giải quyết quá hạn')).toBeVisible();
    await page.getByRole('link', { name: 'Xem báo cáo' }).click();
    await expect(page.getByRole('heading', { name: 'Báo cáo', level: 1 })).toBeVisible();

    // By field, then by the officer who received.
    const total = page.getByRole('row', { name: /^Tổng cộng/ });
    await expect(total.getByRole('link', { name: 'Tổng cộng, Hồ sơ tiếp nhận trong kỳ: 1' })).toBeVisible();
    await page.getByRole('button', { name: 'Người tiếp nhận' }).click();
    await expect(page.getByRole('row', { name: /^Nguyễn Thị Hoa/ })).toBeVisible();

    await total.getByRole('link', { name: 'Tổng cộng, Hồ sơ tiếp nhận trong kỳ: 1' }).click();
    await expect(page.getByRole('link', { name: code! })).toBeVisible();
    await page.getByRole('link', { name: 'Về báo cáo' }).click();

    await page.keyboard.press('F9');
    await expect(page.getByTitle('Bảng số liệu')).toBeVisible();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Tải tệp' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'Báo cáo tháng, XLSX' }).click();
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(await (await saving).path()) as never);
    expect(String(workbook.worksheets[0]!.getCell('A2').value)).toBe('BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH');
  });

  test('whoever only looks after officers sees figures, and no dossiers behind them', async ({ page }) => {
    await signIn(page, 'quantri');
    await place(page, 'Báo cáo').click();
    await expect(page.getByRole('list', { name: 'Số liệu chính' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Xem và in' })).toBeHidden();
    await expect(page.getByRole('list', { name: 'Số liệu chính' }).getByRole('link')).toHaveCount(0);
  });
});
