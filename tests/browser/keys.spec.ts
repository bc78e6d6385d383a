import type { Page } from '@playwright/test';
import { jpegScan } from '../fixtures/scans.ts';
import { expect, signIn, test } from './fixtures.ts';
import { anh, pickProcedure, place, receipt, receiveDossier } from './officer.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 });

test('the function keys go where the printed sheet says, from anywhere', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F1');
  const sheet = page.getByRole('dialog', { name: 'Bảng phím tắt' });
  await expect(sheet).toContainText('Sang phần tiếp theo của trang');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();

  await page.keyboard.press('F3');
  await expect(heading(page, 'Tra cứu')).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Tra cứu' })).toBeFocused();
  await page.keyboard.press('F4');
  await expect(heading(page, 'Giấy tờ quét')).toBeVisible();
  await page.keyboard.press('F10');
  await expect(heading(page, 'Trả kết quả')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Tìm hồ sơ để trả' })).toBeFocused();
  await page.keyboard.press('F12');
  await expect(heading(page, 'Đồng bộ')).toBeVisible();
  await page.keyboard.press('F2');
  await expect(heading(page, 'Tiếp nhận')).toBeAttached();
  await expect(page.getByLabel('Số định danh cá nhân')).toBeFocused();

  // F7: to the procedure as long as there is none, then to its papers. F1: what this procedure asks for.
  await page.keyboard.press('F7');
  await expect(page.getByRole('combobox', { name: 'Chọn thủ tục' })).toBeFocused();
  await pickProcedure(page, 'ks');
  await page.getByLabel('Họ và tên').focus();
  await page.keyboard.press('F7');
  await expect(page.getByRole('checkbox', { name: 'Tờ khai đăng ký khai sinh theo mẫu' })).toBeFocused();
  await page.keyboard.press('F1');
  const guide = page.getByRole('dialog', { name: 'Hướng dẫn thủ tục' });
  await expect(guide).toContainText('1.001193');
  await expect(guide).toContainText('Giấy chứng sinh');
  await page.keyboard.press('F1');
  await expect(guide).toBeHidden();

  // F6: from part to part, round and round.
  await page.getByLabel('Họ và tên').focus();
  const parts = page.getByRole('main').locator('section').filter({ has: page.getByRole('heading', { level: 2 }) });
  for (const part of ['Thủ tục và giấy tờ', 'Kết quả và hẹn trả', 'Người nộp hồ sơ']) {
    await page.keyboard.press('F6');
    await expect(parts.filter({ has: page.getByRole('heading', { name: part }) }).locator(':focus')).toHaveCount(1);
  }
});

test('Enter goes on, Shift+Enter goes back, and Enter that ends a syllable of the input method does neither', async ({ page }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  const number = page.getByLabel('Số định danh cá nhân');
  const name = page.getByLabel('Họ và tên');
  await number.fill(anh.number);
  await page.keyboard.press('Enter');
  await expect(name).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Ngày sinh')).toBeFocused();
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.press('Shift+Enter');
  await expect(number).toBeFocused();
  await expect(number).toHaveValue(anh.number);

  // As IBus and the Mac compose: the word stands underlined until Enter takes it.
  await name.focus();
  const typing = await page.context().newCDPSession(page);
  await typing.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Process', windowsVirtualKeyCode: 229 });
  await typing.send('Input.imeSetComposition', { text: 'Nguyễn', selectionStart: 6, selectionEnd: 6 });
  await typing.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 });
  await typing.send('Input.insertText', { text: 'Nguyễn' });
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Nguyễn');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Ngày sinh')).toBeFocused();
});

test('Ctrl+K finds a page, a person, a dossier, a procedure and a thing to do', async ({ page }) => {
  await signIn(page);
  const { code } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  const field = page.getByRole('dialog', { name: 'Tìm mọi thứ' }).getByRole('combobox', { name: 'Tra cứu' });
  const find = async (words: string): Promise<void> => {
    await page.keyboard.press('Control+k');
    await field.fill(words);
    await page.keyboard.press('Enter');
    await expect(field).toBeHidden();
  };
  await find('dong bo');
  await expect(heading(page, 'Đồng bộ')).toBeVisible();
  await find(code);
  await expect(heading(page, code)).toBeVisible();
  await find('ket hon');
  await expect(page.getByText('Thủ tục đăng ký kết hôn', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Đổi thủ tục' })).toBeVisible();

  // A person's name answers with the dossier and with the person.
  await page.keyboard.press('Control+k');
  await field.fill('dang thi ngoc');
  await expect(page.getByRole('option', { name: code })).toBeVisible();
  await page.getByRole('option', { name: anh.number }).click();
  await expect(heading(page, anh.fullName)).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: code })).toBeVisible();
  await find('ho so moi');
  await expect(heading(page, 'Tiếp nhận')).toBeAttached();
});

test('Esc closes what lies on top and never throws work away', async ({ page, scanner }) => {
  await signIn(page);
  await page.keyboard.press('F2');
  await page.getByLabel('Họ và tên').fill(anh.fullName);
  await pickProcedure(page, 'ks');
  await page.getByRole('button', { name: 'Nhận đủ' }).click();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Escape');
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  await expect(page.getByRole('checkbox', { name: 'Giấy chứng sinh' })).toBeChecked();

  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: `Bỏ hồ sơ đang làm: ${anh.fullName}` }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);

  // Received: Esc on the receipt is an empty sheet, and the dossier is where it belongs.
  await page.keyboard.press('Control+Enter');
  await expect(receipt(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(receipt(page)).toBeHidden();
  await expect(page.getByLabel('Họ và tên')).toHaveValue('');
  await page.keyboard.press('F4');
  scanner.drop('Giấy chứng sinh.jpg', await jpegScan());
  await expect(page.getByRole('option', { name: 'Giấy chứng sinh.jpg' })).toBeVisible();
  await page.getByRole('radio', { name: 'Giấy chứng sinh' }).check();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('radio', { name: 'Giấy chứng sinh' })).toBeChecked();
});

test('a bare letter is never a command: Telex, VNI and plain typing go by every page unharmed', async ({ page }) => {
  await signIn(page);
  await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Mở hồ sơ' }).click();
  for (const name of ['Trang chủ', 'Tiếp nhận', 'Giấy tờ quét', 'Hạn giải quyết', 'Hồ sơ', 'Trả kết quả', 'Thủ tục', 'Thiết lập']) {
    const link = place(page, name);
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    const before = page.url();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.type('ddawngj kys khai sinh 0123456789 /?.,;[]-=');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(link).toHaveAttribute('aria-current', 'page');
    expect(page.url()).toBe(before);
  }
});

test('F9 prints the receipt, on the dossier too', async ({ page, hostKind }) => {
  test.skip(hostKind === 'electron', 'Electron prints on paper: its call is in tests/unit/shell.test.ts');
  await signIn(page);
  const { code } = await receiveDossier(page);
  // The browser host leaves printing to the page: the viewer's own print window opens.
  const askedHost = page.waitForResponse(/\/host\/about$|\/host\/print$/);
  await page.keyboard.press('F9');
  await askedHost;
  await expect(receipt(page)).toBeVisible();
  await receipt(page).getByRole('button', { name: 'Mở hồ sơ' }).click();
  await expect(heading(page, code)).toBeVisible();
  await page.keyboard.press('F9');
  await expect(page.getByRole('dialog', { name: /^Giấy tiếp nhận .*: H/ })).toBeVisible();
});
