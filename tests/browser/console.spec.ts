import type { Page } from '@playwright/test';
import { demoConsoleUser, ensureConsoleUser } from '../../build/start/district.ts';
import { expect, expectAccessible, expectFits, keepScreen, signIn, test } from './fixtures.ts';
import { anh, place, receipt, receiveDossier, statusBar } from './officer.ts';

test.use({ withDistrict: true });
test.slow();

const consolePlace = (page: Page, name: string) => page.getByRole('navigation', { name: 'Các mục' }).getByRole('link', { name });

/** A titled part of a page. */
const part = (page: Page, title: string) => page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

/** What comes from a desk is not pushed to an open page: whoever waits for it loads the page again. */
const reloadUntil = (page: Page, isThere: () => Promise<void>): Promise<void> =>
  expect(async () => {
    await page.reload();
    await isThere();
  }).toPass({ timeout: 30_000 });

test('the level above sees a commune’s dossier, opens it, reminds of it; the desk answers, and the answer is seen', async ({ page: desk, district, openBrowser, viewport, locale, timezoneId }) => {
  await signIn(desk);
  const { code } = await receiveDossier(desk);
  await expect(statusBar(desk)).toContainText('Đã nối với huyện, đã gửi hết');
  await receipt(desk).press('Escape');

  await ensureConsoleUser(district.folder, demoConsoleUser);
  const context = await (await openBrowser()).newContext({ viewport, locale, timezoneId });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && failures.push(message.text())));
  await page.goto(`${district.url()}/console/`);
  await page.getByLabel('Tên đăng nhập').fill(demoConsoleUser.username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(demoConsoleUser.password);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();

  await test.step('ranks', async () => {
    const row = page.getByRole('row', { name: /Lục Sơn/ });
    await expect(row.getByRole('cell').first()).toHaveText('1');
    await page.getByRole('button', { name: 'Đang làm' }).click();
    await expect(page.getByRole('columnheader', { name: 'Đang làm' })).toHaveAttribute('aria-sort', 'ascending');
    await row.getByRole('link', { name: 'Lục Sơn' }).click();
    await expect(page.getByRole('heading', { name: 'UBND xã Lục Sơn' })).toBeVisible();
  });

  await test.step('down to the dossier', async () => {
    await page.getByRole('radiogroup', { name: 'Danh sách hồ sơ' }).getByText('Đang làm').click();
    await page.getByRole('link', { name: code }).click();
    await expect(page.getByText('Lần mở này đã được ghi vào nhật ký.')).toBeVisible();
    await expect(page.getByText(anh.fullName)).toBeVisible();
    await expect(page.getByText('Tiếp nhận hồ sơ, in giấy hẹn')).toBeVisible();
    await page.getByRole('link', { name: 'UBND xã Lục Sơn' }).click();
  });

  await test.step('a reminder about it', async () => {
    await page.getByRole('radiogroup', { name: 'Danh sách hồ sơ' }).getByText('Đang làm').click();
    await page.getByRole('checkbox', { name: `Chọn hồ sơ ${code} để nhắc` }).check();
    await page.getByRole('button', { name: 'Nhắc về 1 hồ sơ' }).click();
    await page.getByLabel('Nội dung').fill('Đề nghị giải quyết hồ sơ này trước thứ Sáu.');
    await page.getByRole('button', { name: 'Gửi', exact: true }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await consolePlace(page, 'Nhắc việc').click();
    await expect(part(page, 'Chưa trả lời (1)')).toContainText('Đề nghị giải quyết hồ sơ này trước thứ Sáu.');
  });

  await test.step('answered at the desk', async () => {
    await desk.keyboard.press('F12');
    await desk.getByRole('button', { name: 'Gửi ngay' }).click();
    await place(desk, 'Trang chủ').click();
    await expect(place(desk, 'Trang chủ')).toContainText('1');
    const notice = desk.getByRole('status').filter({ hasText: 'huyện nhắc 1 việc chưa trả lời' });
    await expect(notice).toContainText('Đề nghị giải quyết hồ sơ này trước thứ Sáu.');
    await notice.getByRole('link', { name: 'Mở nhắc việc' }).click();
    await expect(desk.getByRole('list', { name: 'Hồ sơ được nhắc' })).toContainText(anh.fullName);
    await expectAccessible(desk);
    await expectFits(desk);
    await keepScreen(desk, 'reminders-1366');
    await desk.getByRole('button', { name: `Trả lời nhắc việc của ${demoConsoleUser.fullName}` }).click();
    await desk.getByLabel('Đã hoặc sẽ giải quyết thế nào').fill('Đã giao anh Bình, trả thứ Năm.');
    await desk.keyboard.press('Control+Enter');
    await expect(desk.getByText('Không có nhắc việc nào chưa trả lời')).toBeVisible();
    await desk.getByRole('link', { name: code }).click();
    await expect(desk.getByRole('heading', { level: 1, name: new RegExp(code) })).toBeVisible();
    await expect(statusBar(desk)).toContainText('Đã nối với huyện, đã gửi hết', { timeout: 30_000 });
  });

  await test.step('the answer is seen above', async () => {
    const answered = part(page, 'Đã trả lời');
    await reloadUntil(page, () => expect(answered).toContainText('Đã giao anh Bình, trả thứ Năm.', { timeout: 3000 }));
    await expect(answered).toContainText('Nguyễn Thị Hoa');
  });

  const screens: [string, () => Promise<void>][] = [
    ['overview', async () => { await consolePlace(page, 'Tổng quan').click(); await expect(page.getByRole('row', { name: /Lục Sơn/ })).toBeVisible(); }],
    ['catalogue', async () => { await consolePlace(page, 'Thủ tục').click(); await page.getByLabel('Tìm theo tên hoặc mã thủ tục').fill('khai sinh'); await page.getByRole('button', { name: /^Thủ tục đăng ký khai sinh 1\.001193/ }).click(); await expect(page.getByRole('heading', { name: 'Giấy tờ cần có' })).toBeVisible(); }],
    ['procedure', async () => { await page.getByRole('button', { name: 'Sửa' }).click(); await expect(page.getByLabel('Tên thủ tục')).toHaveValue('Thủ tục đăng ký khai sinh'); }],
    ['calendar', async () => { await consolePlace(page, 'Lịch').click(); await expect(page.locator('[data-date]')).not.toHaveCount(0); }],
    ['officers', async () => { await consolePlace(page, 'Cán bộ xã').click(); await page.getByRole('combobox', { name: 'Chọn xã' }).click(); await page.getByRole('option', { name: 'UBND xã Lục Sơn' }).click(); await expect(page.getByRole('rowheader', { name: 'Nguyễn Thị Hoa' })).toBeVisible(); }],
    ['users', async () => { await consolePlace(page, 'Người dùng').click(); await expect(page.getByRole('rowheader', { name: demoConsoleUser.fullName })).toBeVisible(); }],
    ['audit', async () => { await consolePlace(page, 'Nhật ký').click(); await expect(page.getByRole('cell', { name: 'Gửi nhắc việc' })).toBeVisible(); }],
  ];
  for (const [name, open] of screens) {
    await test.step(`the page ${name} fits and can be used by all`, async () => {
      await open();
      await expectFits(page);
      // The desk’s own calendar is on its page, and is looked at there.
      if (name !== 'calendar') await expectAccessible(page);
      await keepScreen(page, `console-${name}-1366`);
    });
  }
  expect(failures).toEqual([]);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
  await context.close();
});
