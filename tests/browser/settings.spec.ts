import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { jpegScan } from '../fixtures/scans.ts';
import { demoPassword, expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { place, statusBar } from './officer.ts';

const lock = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
};
const part = (page: Page, title: string): Locator => page.locator('section').filter({ has: page.getByRole('heading', { name: title, level: 2 }) });
const openDesk = async (page: Page): Promise<void> => {
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Quầy này' }).click();
  await expect(page.getByRole('heading', { name: 'Quầy này', level: 1 })).toBeVisible();
};

test('the administrator sets the desk: names, account with its sample code, a scanner folder that is watched at once', async ({ page, folder, scanner }) => {
  await signIn(page, 'quantri');
  await openDesk(page);
  await expect(part(page, 'Thư mục máy quét')).toContainText('Đang theo dõi');

  await page.getByLabel('Tên bộ phận tiếp nhận').fill('Trung tâm Phục vụ hành chính công');
  await part(page, 'Cơ quan').getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(part(page, 'Cơ quan')).toContainText('Đã lưu lúc');
  await expect(page.getByRole('banner')).toContainText('Trung tâm Phục vụ hành chính công');

  const account = part(page, 'Tài khoản nhận phí, lệ phí');
  await expect(account).toContainText('Điền đủ ba ô để xem mã mẫu.');
  await account.getByRole('combobox', { name: 'Ngân hàng' }).fill('agri');
  await page.getByRole('option', { name: 'Agribank (970405)' }).click();
  await account.getByRole('textbox', { name: 'Số tài khoản' }).fill('12');
  await account.getByRole('textbox', { name: 'Chủ tài khoản' }).fill('UBND xã Lục Sơn');
  await account.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(account).toContainText('Số tài khoản gồm 4 đến 19 chữ số');
  await account.getByRole('textbox', { name: 'Số tài khoản' }).fill('2500 2051 56789');
  await expect(account.getByRole('img', { name: 'Mã VietQR mẫu' })).toBeVisible();
  await account.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(account).toContainText('Đã lưu lúc');
  await expect(account.getByRole('textbox', { name: 'Số tài khoản' })).toHaveValue('2500205156789');

  const folders = part(page, 'Thư mục máy quét');
  const second = join(folder, 'máy quét tầng hai');
  await folders.getByRole('button', { name: 'Thêm thư mục' }).click();
  await folders.getByRole('textbox', { name: 'Thư mục 2' }).fill(second);
  await folders.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(folders.getByRole('alert')).toContainText(`Không tìm thấy thư mục máy quét ${second}.`);
  await expect(folders.getByRole('textbox', { name: 'Thư mục 2' })).toHaveValue(second);
  await expectAccessible(page);
  await keepScreen(page, 'settings-desk-administrator');
  mkdirSync(second);
  await folders.getByRole('button', { name: 'Lưu thay đổi' }).click();
  await expect(folders).toContainText('Đã lưu lúc');
  await expect(folders.getByText('Đang theo dõi')).toHaveCount(2);

  // Nobody restarts anything: what lands in the new folder is in the tray.
  writeFileSync(join(second, 'Giấy ra viện.jpg'), await jpegScan());
  await lock(page);
  await signIn(page);
  await page.keyboard.press('F4');
  await expect(page.getByRole('option', { name: 'Giấy ra viện.jpg' })).toBeVisible();
  scanner.drop('Tờ khai.jpg', await jpegScan(2));
  await expect(page.getByRole('option', { name: 'Tờ khai.jpg' })).toBeVisible();

  // Others see what is set and cannot change it.
  await openDesk(page);
  await expect(page.getByText('Chỉ cán bộ quản trị sửa được phần này.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Lưu thay đổi' })).toHaveCount(0);
  await expect(page.getByLabel('Tên bộ phận tiếp nhận')).toHaveValue('Trung tâm Phục vụ hành chính công');
  await expectAccessible(page);
});

test('an officer changes work, leaves and comes back; the last administrator stays', async ({ page, desk }) => {
  const other = await desk.openPage();
  await signIn(page, 'quantri');
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Cán bộ' }).click();
  await page.getByRole('button', { name: 'Sửa thông tin của Phạm Thị Dung' }).click();
  await page.getByRole('dialog').getByLabel('Chức danh').fill('Văn thư – Lưu trữ');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Thường trực' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Lưu thông tin' }).click();
  await expect(page.getByRole('row', { name: /Phạm Thị Dung/ })).toContainText('Văn thư – Lưu trữ');
  await expect(statusBar(page)).toContainText('Phạm Thị Dung');

  const leave = async (name: string, reason: string): Promise<void> => {
    await page.getByRole('button', { name: `Ngừng tài khoản của ${name}` }).click();
    await page.getByRole('dialog').getByRole('textbox').fill(reason);
    await page.keyboard.press('Control+Enter');
  };
  await leave('Hoàng Văn Em', 'Thử');
  await expect(page.getByRole('alert')).toContainText('Đây là người quản trị cuối cùng.');
  await page.keyboard.press('Escape');
  await leave('Phạm Thị Dung', 'Chuyển công tác');
  await expect(page.getByRole('row', { name: /Phạm Thị Dung/ })).toContainText('Đã ngừng');
  await expect(page.getByRole('row', { name: /Phạm Thị Dung/ })).toContainText('Chuyển công tác');
  await expectAccessible(page);
  await keepScreen(page, 'officers-deactivated');

  await other.reload();
  await lock(other);
  await other.getByLabel('Tên đăng nhập').fill('dung');
  await other.getByLabel('Mật khẩu', { exact: true }).fill(demoPassword);
  await other.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(other.getByRole('alert')).toContainText('Tên đăng nhập hoặc mật khẩu chưa đúng.');

  await signIn(other, 'quantri');
  await place(other, 'Thiết lập').click();
  await other.getByRole('link', { name: 'Cán bộ' }).click();
  await other.getByRole('button', { name: 'Mở lại tài khoản của Phạm Thị Dung' }).click();
  await other.keyboard.press('Control+Enter');
  await expect(other.getByRole('button', { name: 'Ngừng tài khoản của Phạm Thị Dung' })).toBeVisible();
  await lock(other);
  await signIn(other, 'dung');
  await expect(other.getByRole('heading', { name: 'Chào Phạm Thị Dung' })).toBeVisible();
});
