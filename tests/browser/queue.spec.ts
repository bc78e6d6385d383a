import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { place } from './officer.ts';

const lock = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Khóa quầy' }).click();
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
};

/** As the administrator does it, once. */
const turnOn = async (page: Page): Promise<void> => {
  await signIn(page, 'quantri');
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Quầy này' }).click();
  await page.getByRole('switch', { name: 'Phát và gọi số thứ tự' }).click();
  await expect(page.getByRole('switch', { name: 'Phát và gọi số thứ tự' })).toBeChecked();
  await expect(page.getByText('Đã lưu lúc')).toBeVisible();
  await lock(page);
};

const given = (page: Page): Locator => page.getByRole('dialog', { name: 'Số của bạn' });
const called = (page: Page): Locator => page.getByRole('region', { name: 'Đang mời' });

const takeNumber = async (page: Page, about: string): Promise<string> => {
  await page.getByRole('button', { name: about }).click();
  const number = await given(page).getByRole('status').innerText();
  await page.keyboard.press('Control+Enter');
  await expect(given(page)).toBeHidden();
  return number;
};

/** Every text on the citizens' board, in pixels of its font. */
const smallestText = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let smallest = Infinity;
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const holder = node.parentElement;
      if (holder === null || node.textContent?.trim() === '' || holder.closest('style, script') !== null) continue;
      smallest = Math.min(smallest, Number.parseFloat(getComputedStyle(holder).fontSize));
    }
    return smallest;
  });

test('off until it is wanted: no button, no strip, and the page says who turns it on', async ({ page }) => {
  await signIn(page);
  await expect(page.getByRole('button', { name: 'Hồ sơ mới' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Số thứ tự/ })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Số thứ tự' })).toHaveCount(0);
  await page.goto(new URL('/queue', page.url()).href);
  await expect(page.getByText('Quầy này chưa bật phát số thứ tự')).toBeVisible();
});

test('numbers are handed out, called in turn, called again and closed; the citizens’ board follows, also while the desk is locked', async ({ page, desk }) => {
  await turnOn(page);
  await signIn(page);
  await page.getByRole('link', { name: /^Số thứ tự, 0 người đang chờ/ }).click();
  const numbers = [await takeNumber(page, 'Nộp hồ sơ'), await takeNumber(page, 'Nhận kết quả'), await takeNumber(page, 'Hỏi thủ tục')];
  expect(numbers).toEqual(['1001', '1002', '1003']);
  await expect(page.getByRole('listitem').filter({ hasText: '1003' })).toContainText('Hỏi thủ tục');

  const board = await desk.openPage();
  await board.goto(new URL('/queue/board', page.url()).href);
  await expect(board.getByText('Chưa gọi số nào')).toBeVisible();

  await page.keyboard.press('Control+Enter');
  await expect(called(page)).toContainText('1001');
  await expect(board.getByText('đến Quầy 1')).toBeVisible();
  await expect(board.getByRole('main')).toContainText('1001');
  await expectAccessible(page);
  await keepScreen(page, 'queue');
  await expectAccessible(board);
  await keepScreen(board, 'queue-board');
  expect(await smallestText(board)).toBeGreaterThanOrEqual(18);
  const over = await board.evaluate(() => [document.documentElement.scrollWidth - window.innerWidth, document.documentElement.scrollHeight - window.innerHeight]);
  expect(Math.max(...over)).toBeLessThanOrEqual(0);

  await called(page).getByRole('button', { name: 'Gọi lại' }).click();
  await expect(called(page)).toContainText('gọi lần 2');
  // Whoever does not come is absent; the next is called, and is done as the one after is called.
  await called(page).getByRole('button', { name: 'Vắng mặt' }).click();
  await expect(called(page)).toBeHidden();
  await page.getByRole('button', { name: 'Gọi số tiếp theo' }).click();
  await expect(called(page)).toContainText('1002');
  await page.getByRole('button', { name: 'Xong 1002, gọi số tiếp theo' }).click();
  await expect(called(page)).toContainText('1003');
  await expect(page.getByRole('listitem').filter({ hasText: '1001' })).toContainText('vắng');

  // A reception from the number closes nothing by itself.
  await called(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  await expect(page.getByLabel('Họ và tên')).toBeVisible();
  await place(page, 'Trang chủ').click();
  const strip = page.getByRole('region', { name: 'Số thứ tự' });
  await expect(strip).toContainText('Đang mời 1003');
  await expectAccessible(page);
  await keepScreen(page, 'home-queue');

  await lock(page);
  await expect(board.getByRole('main')).toContainText('1003');
  await board.reload();
  await expect(board.getByRole('main')).toContainText('1003');
});

test('a power cut in the morning: the same people wait, and no number comes twice', async ({ page, desk }) => {
  await turnOn(page);
  await signIn(page);
  await page.getByRole('link', { name: /^Số thứ tự/ }).click();
  await takeNumber(page, 'Nộp hồ sơ');
  await takeNumber(page, 'Nộp hồ sơ');
  await page.getByRole('button', { name: 'Gọi số tiếp theo' }).click();
  await expect(called(page)).toContainText('1001');
  await desk.kill();
  await desk.start();
  await page.reload();
  await signIn(page);
  await expect(called(page)).toContainText('1001');
  expect(await takeNumber(page, 'Nộp hồ sơ')).toBe('1003');
  await page.getByRole('button', { name: 'Xong 1001, gọi số tiếp theo' }).click();
  await expect(called(page)).toContainText('1002');
});
