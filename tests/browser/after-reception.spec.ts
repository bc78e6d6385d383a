import type { Page } from '@playwright/test';
import { localDate } from '../../domain/time.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { changeOfficer, fetchBytes, place, received, viewDossier } from './officer.ts';

const open = async (page: Page, code: string): Promise<void> => {
  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: 'Tất cả', exact: true }).click();
  await page.getByRole('link', { name: code }).click();
  await expect(page.getByRole('heading', { name: code })).toBeVisible();
};

const timeline = (page: Page) => page.getByRole('group', { name: 'Quá trình giải quyết' });
const issued = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) });

const pdfOf = async (page: Page, id: string, form: string): Promise<string> => {
  const { state } = await viewDossier(page, id);
  const made = state.forms.findLast((candidate) => candidate.form === form);
  return (await fetchBytes(page, `/files/form/${id}/${made?.id}.pdf`)).subarray(0, 5).toString();
};

test('papers are asked for, with a form, and come back; the dossier tells it all', async ({ page }) => {
  await signIn(page);
  const { id, code } = await received(page);
  await open(page, code);
  await page.getByRole('button', { name: 'Yêu cầu bổ sung' }).click();
  const request = page.getByRole('dialog', { name: 'Yêu cầu bổ sung' });
  await page.keyboard.press('Control+Enter');
  await expect(request.getByRole('alert')).toContainText('Chọn hoặc ghi ít nhất một giấy tờ');
  await request.getByRole('checkbox', { name: 'Giấy tờ có giá trị chứng minh thông tin về cư trú' }).check();
  await request.getByLabel('Cần sửa gì: Giấy tờ có giá trị chứng minh thông tin về cư trú').fill('bản chính');
  await request.getByRole('button', { name: 'Thêm nội dung khác' }).click();
  await request.getByLabel('Nội dung khác').fill('Ảnh chụp chung của cha và con');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');

  await expect(page.getByTitle(`Phiếu yêu cầu bổ sung hồ sơ: ${code}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Đang chờ người dân bổ sung')).toBeVisible();
  await expect(timeline(page)).toContainText('Giấy tờ có giá trị chứng minh thông tin về cư trú: bản chính');
  await expect(issued(page, 'Phiếu yêu cầu bổ sung hồ sơ')).toBeVisible();
  expect(await pdfOf(page, id, 'supplementRequest')).toBe('%PDF-');
  await expectAccessible(page);
  await keepScreen(page, 'dossier-waiting');

  await page.keyboard.press('Control+Enter');
  const back = page.getByRole('dialog', { name: 'Nhận giấy tờ bổ sung' });
  await expect(back.getByRole('checkbox', { name: 'Giấy tờ có giá trị chứng minh thông tin về cư trú' })).toBeChecked();
  await expect(back).toContainText('Ảnh chụp chung của cha và con');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(back).toBeHidden();
  await expect(page.getByText('Đang chờ người dân bổ sung')).toBeHidden();
  const { state } = await viewDossier(page, id);
  expect(state.status).toBe('processing');
  expect(state.pauses).toHaveLength(1);
  expect(state.pauses[0]!.to).toBeGreaterThanOrEqual(state.pauses[0]!.from);
});

test('a correction shows what it was and what it is, before it is saved and for ever after', async ({ page }) => {
  await signIn(page);
  const { code } = await received(page);
  await open(page, code);
  await page.getByRole('button', { name: 'Sửa thông tin' }).click();
  const dialog = page.getByRole('dialog', { name: `Sửa thông tin hồ sơ ${code}` });
  await dialog.getByLabel('Họ và tên').fill('Đặng Thị Ngọc Anh');
  await dialog.getByLabel('Số bộ').fill('2');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Họ và tên' })).toContainText('Đặng Thị Ngọc Ánh');
  await page.keyboard.press('Control+Enter');
  await expect(dialog.getByText('Cần ghi lý do.')).toBeVisible();
  await dialog.getByLabel('Vì sao sửa').fill('gõ nhầm dấu');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(timeline(page).getByRole('deletion').first()).toHaveText('Đặng Thị Ngọc Ánh');
  await expect(timeline(page).getByRole('insertion').first()).toHaveText('Đặng Thị Ngọc Anh');
  await expect(timeline(page)).toContainText('gõ nhầm dấu');
});

test('a reception in error is cancelled on the same day, and marked wherever it is listed', async ({ page }) => {
  await signIn(page);
  const { code } = await received(page);
  await open(page, code);
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await page.getByRole('menuitem', { name: 'Hủy (nhận nhầm)' }).click();
  await page.getByRole('dialog', { name: 'Hủy hồ sơ nhận nhầm' }).getByLabel('Lý do').fill('nhầm người');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã hủy vì nhận nhầm: nhầm người')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Chuyển bước tiếp' })).toBeHidden();
  await place(page, 'Hồ sơ').click();
  await page.getByRole('link', { name: 'Tất cả', exact: true }).click();
  await expect(page.getByRole('row', { name: code })).toContainText('Đã hủy (nhận nhầm)');
  await page.getByRole('link', { name: 'Nhận hôm nay', exact: true }).click();
  await expect(page.getByText('Không có hồ sơ nào ở mục “Nhận hôm nay”')).toBeVisible();
  const again = await received(page, { fullName: 'Nguyễn Văn An', number: '024085000123' });
  expect(again.code).not.toBe(code);
});

test('a holiday announced late moves nothing until an officer confirms; then each citizen has a letter', async ({ page }) => {
  await signIn(page);
  const { id, code } = await received(page);
  await received(page, { fullName: 'Nguyễn Văn An', number: '024085000123' });
  const { dueAt } = (await viewDossier(page, id)).state;
  const holiday = localDate(dueAt);

  await changeOfficer(page, 'quantri');
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Lịch làm việc' }).click();
  for (let year = Number(localDate(Date.now()).slice(0, 4)); year < Number(holiday.slice(0, 4)); year += 1) await page.getByRole('button', { name: 'Năm sau' }).click();
  await page.locator(`[data-date="${holiday}"]`).click();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.getByLabel('Tên gọi').fill('Nghỉ phòng chống bão');
  await expectAccessible(page);
  await keepScreen(page, 'calendar');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toContainText('nghỉ: Nghỉ phòng chống bão');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();

  await changeOfficer(page, 'binh');
  await expect(page.getByText('Lịch nghỉ mới làm thay đổi ngày hẹn của 2 hồ sơ')).toBeVisible();
  expect((await viewDossier(page, id)).state.dueAt).toBe(dueAt);
  await page.getByRole('link', { name: 'Xem danh sách' }).click();
  await expect(page.getByRole('row', { name: code })).toContainText('Nghỉ lễ: Nghỉ phòng chống bão');
  await expectAccessible(page);
  await keepScreen(page, 'affected');
  await page.getByRole('checkbox', { name: 'Chọn hồ sơ' }).last().uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã dời ngày hẹn và lập 1 thư')).toBeVisible();
  await expect(page.getByText('1 hồ sơ, chưa dời ngày nào')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Chọn tất cả' }).check();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Đã dời ngày hẹn và lập 2 thư')).toBeVisible();
  await page.getByRole('button', { name: 'Xem và in lần lượt' }).click();
  await expect(page.getByRole('dialog', { name: /^Thư 1 \/ 2/ })).toBeVisible();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('dialog', { name: /^Thư 2 \/ 2/ })).toBeVisible();
  await page.keyboard.press('Escape');

  expect(await pdfOf(page, id, 'apology')).toBe('%PDF-');
  expect((await viewDossier(page, id)).state.dueAt).toBeGreaterThan(dueAt);
  await open(page, code);
  await expect(timeline(page)).toContainText('Lịch nghỉ đổi ngày hẹn');
  await expect(timeline(page)).toContainText('nghỉ ngày');
});
