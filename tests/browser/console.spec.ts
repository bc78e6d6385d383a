import type { Page } from '@playwright/test';
import { demoConsoleUser, ensureConsoleUser } from '../../build/start/district.ts';
import { addDays, localDate, weekdayOf } from '../../domain/time.ts';
import type { District } from './district-control.ts';
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

const openConsole = async (page: Page, district: District): Promise<void> => {
  await ensureConsoleUser(district.folder, demoConsoleUser);
  await page.goto(`${district.url()}/console/`);
  await page.getByLabel('Tên đăng nhập').fill(demoConsoleUser.username);
  await page.getByLabel('Mật khẩu', { exact: true }).fill(demoConsoleUser.password);
};

const chooseCommune = async (page: Page): Promise<void> => {
  await consolePlace(page, 'Cán bộ xã').click();
  await page.getByRole('combobox', { name: 'Chọn xã' }).click();
  await page.getByRole('option', { name: 'UBND xã Lục Sơn' }).click();
};

const findBirths = async (page: Page): Promise<void> => {
  await consolePlace(page, 'Thủ tục').click();
  await page.getByLabel('Tìm theo tên hoặc mã thủ tục').fill('khai sinh');
  await page.getByRole('button', { name: /^Thủ tục đăng ký khai sinh 1\.001193/ }).click();
};

test('the level above sees a commune’s dossier, opens it, reminds of it; the desk answers, and the answer is seen', async ({ page: desk, district, openBrowser, viewport, locale, timezoneId }) => {
  await signIn(desk);
  const { code } = await receiveDossier(desk);
  await expect(statusBar(desk)).toContainText('Đã nối với huyện, đã gửi hết');
  await receipt(desk).press('Escape');

  const context = await (await openBrowser()).newContext({ viewport, locale, timezoneId });
  const page = await context.newPage();
  const failures: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && failures.push(message.text())));
  await openConsole(page, district);
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
    ['catalogue', async () => { await findBirths(page); await expect(page.getByRole('heading', { name: 'Giấy tờ cần có' })).toBeVisible(); }],
    ['procedure', async () => { await page.getByRole('button', { name: 'Sửa' }).click(); await expect(page.getByLabel('Tên thủ tục')).toHaveValue('Thủ tục đăng ký khai sinh'); }],
    ['calendar', async () => { await consolePlace(page, 'Lịch').click(); await expect(page.locator('[data-date]')).not.toHaveCount(0); }],
    ['officers', async () => { await chooseCommune(page); await expect(page.getByRole('rowheader', { name: 'Nguyễn Thị Hoa' })).toBeVisible(); }],
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

test('what the level above sets is at the desk with its next sync: a procedure, a day off, an officer; and it looks after its own users', async ({ page: desk, district, openBrowser, viewport, locale, timezoneId }) => {
  const context = await (await openBrowser()).newContext({ viewport, locale, timezoneId });
  const page = await context.newPage();
  await signIn(desk, 'quantri');
  await expect(statusBar(desk)).toContainText('Đã nối với huyện, đã gửi hết', { timeout: 30_000 });
  await openConsole(page, district);
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click();
  await expect(page.getByRole('row', { name: /Lục Sơn/ })).toBeVisible();
  const july = `${Number(localDate(Date.now()).slice(0, 4)) + 1}-07-01`;
  const dayOff = [0, 1, 2].map((days) => addDays(july, days)).find((day) => weekdayOf(day) <= 5);

  await test.step('a procedure', async () => {
    await findBirths(page);
    await page.getByRole('button', { name: 'Sửa', exact: true }).click();
    await page.getByLabel('Tên thủ tục').fill('');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByLabel('Tên thủ tục')).toBeFocused();
    await page.getByLabel('Tên thủ tục').fill('Thủ tục đăng ký khai sinh tại xã');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'Thủ tục đăng ký khai sinh tại xã' })).toBeVisible();
  });

  await test.step('a day off', async () => {
    await consolePlace(page, 'Lịch').click();
    await page.getByRole('button', { name: 'Năm sau' }).click();
    await page.locator(`[data-date="${dayOff}"]`).click();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.getByLabel('Tên gọi').fill('Ngày hội của huyện');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('an officer', async () => {
    await chooseCommune(page);
    await page.getByRole('button', { name: 'Thêm cán bộ' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm cán bộ' });
    await dialog.getByLabel('Họ và tên').fill('Lý Thị Sen');
    await dialog.getByLabel('Tên đăng nhập').fill('Sen Lý');
    await dialog.getByRole('button', { name: 'Thêm cán bộ' }).click();
    await expect(dialog).toContainText('Chọn ít nhất một vai trò.');
    await expect(dialog.getByLabel('Tên đăng nhập')).toHaveAttribute('aria-invalid', 'true');
    await dialog.getByLabel('Tên đăng nhập').fill('sen.lt');
    await dialog.getByRole('checkbox', { name: 'Tiếp nhận' }).check();
    await dialog.getByRole('button', { name: 'Thêm cán bộ' }).click();
    await expect(page.getByRole('rowheader', { name: 'Lý Thị Sen' })).toBeVisible();
  });

  await test.step('its own users', async () => {
    await consolePlace(page, 'Người dùng').click();
    await page.getByRole('button', { name: 'Thêm người dùng' }).click();
    const dialog = page.getByRole('dialog', { name: 'Thêm người dùng' });
    await dialog.getByLabel('Họ và tên').fill('Ngô Văn Khánh');
    await dialog.getByLabel('Tên đăng nhập').fill('khanh');
    await dialog.getByRole('button', { name: 'Thêm người dùng' }).click();
    await expect(page.getByRole('dialog', { name: 'Mật khẩu lần đầu của khanh' }).getByRole('status')).toHaveText(/\S{8,}/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('row', { name: /Ngô Văn Khánh/ })).toContainText('Chưa đặt mật khẩu riêng');
    await page.getByRole('button', { name: 'Ngừng tài khoản của Ngô Văn Khánh' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng' }).click();
    await expect(page.getByRole('row', { name: /Ngô Văn Khánh/ })).toContainText('Đã ngừng');
    await keepScreen(page, 'console-users-changed-1366');
  });

  await test.step('at the desk', async () => {
    await desk.keyboard.press('F12');
    await desk.getByRole('button', { name: 'Gửi ngay' }).click();
    await place(desk, 'Thiết lập').click();
    await desk.getByRole('link', { name: 'Cán bộ' }).click();
    await expect(desk.getByRole('row', { name: /Lý Thị Sen/ })).toContainText('Chưa có mật khẩu ở quầy này');
    await place(desk, 'Thủ tục').click();
    await desk.getByLabel('Tìm thủ tục').fill('khai sinh tại xã');
    await expect(desk.getByRole('heading', { name: 'Thủ tục đăng ký khai sinh tại xã' })).toBeVisible();
    await place(desk, 'Thiết lập').click();
    await desk.getByRole('link', { name: 'Lịch làm việc' }).click();
    await desk.getByRole('button', { name: 'Năm sau' }).click();
    await expect(desk.locator(`[data-date="${dayOff}"]`)).toHaveAccessibleName(/Ngày hội của huyện/);
  });
  await context.close();
});
