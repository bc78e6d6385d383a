import type { Page } from '@playwright/test';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { actAs, askDesk, callDesk, changeOfficer, officerIds, openDossier, place, received, viewDossier } from './officer.ts';

const timeline = (page: Page) => page.getByRole('group', { name: 'Quá trình giải quyết' });
const stages = (page: Page) => page.getByRole('list', { name: 'Các bước giải quyết' }).getByRole('listitem');
const next = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog').getByRole('radio').first()).toBeVisible();
};

test('from hand to hand: moved on, given back, taken, mended, sealed; the picture and the timeline say who and when', async ({ page }) => {
  await signIn(page);
  const dossier = await received(page);
  await openDossier(page, dossier);
  await expect(stages(page)).toHaveCount(5);
  await expect(stages(page).first()).toHaveAttribute('aria-current', 'step');

  // Reception hands it on; the one who examines is proposed already.
  await next(page);
  const on = page.getByRole('dialog', { name: 'Chuyển bước tiếp' });
  await expect(on.getByRole('radio', { name: 'Trần Văn Bình' })).toBeChecked();
  await on.getByLabel('Ghi chú cho người nhận').fill('Đủ giấy tờ');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(on).toBeHidden();
  await expect(page.getByText('Đã bàn giao cho Trần Văn Bình, chưa nhận.')).toBeVisible();
  await expect(stages(page).nth(1)).toContainText('Chờ nhận');

  // It waits on top of the board of whoever is to take it.
  await changeOfficer(page, 'binh');
  await place(page, 'Hạn giải quyết').click();
  const waiting = page.getByRole('region', { name: 'Chờ tôi nhận' });
  await expect(waiting).toContainText('Đặng Thị Ngọc Ánh');
  await waiting.getByRole('button', { name: 'Nhận bàn giao hồ sơ của Đặng Thị Ngọc Ánh' }).click();
  await expect(waiting).toBeHidden();
  await openDossier(page, dossier);
  await expect(page.getByRole('button', { name: 'Trả lại để sửa' })).toBeVisible();
  await next(page);
  await page.keyboard.press('Control+Enter');
  await expect(stages(page).nth(2)).toContainText('Lê Văn Cường');

  // The leader does not take it, and says why.
  await changeOfficer(page, 'cuong');
  await openDossier(page, dossier);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Không nhận' }).click();
  const decline = page.getByRole('dialog', { name: 'Không nhận' });
  await page.keyboard.press('Control+Enter');
  await expect(decline.getByText('Cần ghi lý do.')).toBeVisible();
  await decline.getByLabel('Lý do').fill('Thiếu ý kiến thẩm định');
  await page.keyboard.press('Control+Enter');
  await expect(decline).toBeHidden();
  await expect(timeline(page)).toContainText('Không nhận bàn giao');
  await expect(timeline(page)).toContainText('Thiếu ý kiến thẩm định');
  await expect(stages(page).nth(1)).toHaveAttribute('aria-current', 'step');

  // Again, with the opinion; the leader takes it with one key, and sends it back to be mended all the same.
  await actAs(page, 'binh');
  const officers = await officerIds(page);
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 2, officerId: officers.cuong, reason: 'Đã thêm ý kiến' });
  await actAs(page, 'cuong');
  await openDossier(page, dossier);
  await page.keyboard.press('Control+Enter');
  await expect(timeline(page).getByText('Nhận bàn giao', { exact: true }).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Nhận bàn giao' })).toBeHidden();
  await page.getByRole('button', { name: 'Trả lại để sửa' }).click();
  const back = page.getByRole('dialog', { name: 'Trả lại để sửa' });
  await expect(back.getByRole('combobox', { name: 'Đến bước' })).toHaveValue('2. Thẩm định');
  await back.getByLabel('Lý do').fill('Sai tên cha');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(back).toBeHidden();
  await expect(timeline(page)).toContainText('Trả lại bước “Thẩm định” để sửa');
  await expect(timeline(page)).toContainText('Sai tên cha');

  // Mended, approved, sealed: the book has its number before it goes to the counter.
  await actAs(page, 'binh');
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 2, officerId: officers.cuong, reason: 'Đã sửa' });
  await actAs(page, 'cuong');
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 3, officerId: '', reason: '' });
  await changeOfficer(page, 'dung');
  await openDossier(page, dossier);
  await page.getByRole('button', { name: 'Nhận bàn giao' }).click();
  await page.getByRole('button', { name: 'Ghi kết quả' }).click();
  const record = page.getByRole('dialog', { name: 'Ghi kết quả' });
  await record.getByLabel('Số, ký hiệu').fill('15/2026-HT');
  await expect(record.getByLabel('Người ký')).toHaveValue('Lê Văn Cường');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(record).toBeHidden();
  await expect(page.getByText('Số 15/2026-HT')).toBeVisible();
  await next(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(timeline(page)).toContainText('Chuyển sang bước “Trả kết quả”');
  await keepScreen(page, 'dossier-stages');
  const { state, stages: way } = await viewDossier(page, dossier.id);
  expect(state.status).toBe('done');
  expect(way.slice(0, 4).map(({ state: is, officerName }) => [is, officerName])).toEqual([['done', 'Nguyễn Thị Hoa'], ['done', 'Trần Văn Bình'], ['done', 'Lê Văn Cường'], ['done', 'Phạm Thị Dung']]);
});

test('a step at another agency: sent, kept in view, come back; the catalogue says so, and the guide shows it', async ({ page }) => {
  await signIn(page, 'quantri');
  await place(page, 'Thủ tục').click();
  await page.getByRole('button', { name: 'Thêm thủ tục' }).or(page.getByRole('link', { name: 'Thêm thủ tục' })).click();
  await page.getByRole('textbox', { name: /^Tên thủ tục/ }).fill('Xác nhận có ý kiến Công an');
  await page.getByRole('combobox', { name: /^Lĩnh vực/ }).fill('Cư trú');
  await page.getByLabel('Số ngày hoặc số giờ').fill('10');
  await page.getByText('Các bước riêng').click();
  await page.getByRole('combobox', { name: 'Nơi làm: 2. Thẩm định' }).click();
  await page.getByRole('option', { name: 'Ngành dọc tại quầy' }).click();
  await page.getByRole('textbox', { name: 'Phần thời hạn: 2. Thẩm định' }).fill('40');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Cần điền ô này.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Cơ quan: 2. Thẩm định' }).fill('Công an xã Lục Sơn');
  await expect(page.getByRole('alert').filter({ hasText: 'cộng lại phải đúng 100 %' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('textbox', { name: 'Phần thời hạn: 2. Thẩm định' }).fill('50');
  await keepScreen(page, 'catalogue-flow');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article')).toContainText('Công an xã Lục Sơn');

  await actAs(page, 'hoa');
  const procedures = await askDesk<{ id: string; name: string }[]>(page, 'reception.procedures', { query: 'Xác nhận có ý kiến Công an' });
  const dossier = await received(page, { procedureId: procedures[0]!.id, feeVnd: 0 });
  await page.reload();
  await openDossier(page, dossier);
  await page.getByRole('button', { name: 'Đã gửi đi Công an xã Lục Sơn' }).click();
  await expect(page.getByRole('dialog').getByRole('radio', { name: 'Trần Văn Bình' })).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(stages(page).nth(1)).toContainText('Đang ở Công an xã Lục Sơn');
  await actAs(page, 'binh');
  await page.reload();
  await page.getByRole('button', { name: 'Nhận bàn giao' }).click();
  await expect(page.getByRole('button', { name: 'Đã có kết quả trở về' })).toBeVisible();
  await expect(stages(page).nth(1)).toContainText('Trần Văn Bình theo dõi');
  await keepScreen(page, 'dossier-away');
  await next(page);
  await page.keyboard.press('Control+Enter');
  await expect(stages(page).nth(2)).toHaveAttribute('aria-current', 'step');
});

test('whoever is away has somebody who does the work; both see it, and it can be ended early', async ({ page }) => {
  await signIn(page, 'quantri');
  const officers = await officerIds(page);
  await callDesk(page, 'identity.changeOfficer', { officerId: officers.cuong, roles: ['handling', 'approver'] });
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Cán bộ' }).click();
  await page.getByRole('button', { name: 'Sửa thông tin của Trần Văn Bình' }).click();
  const change = page.getByRole('dialog', { name: 'Sửa thông tin của Trần Văn Bình' });
  await change.getByRole('combobox', { name: 'Lĩnh vực phụ trách' }).click();
  await page.getByRole('option', { name: 'Hộ tịch' }).click();
  await page.keyboard.press('Escape');
  await change.getByRole('button', { name: 'Lưu thông tin' }).click();
  await expect(page.getByText('Phụ trách: Hộ tịch')).toBeVisible();
  await page.getByRole('button', { name: 'Ủy quyền việc của Trần Văn Bình' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ủy quyền việc của Trần Văn Bình' });
  await dialog.getByLabel('Đến hết ngày').fill('31122099');
  await dialog.getByRole('combobox', { name: 'Người làm thay' }).click();
  await page.getByRole('option', { name: 'Lê Văn Cường' }).click();
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: 'Trần Văn Bình' })).toContainText('Lê Văn Cường làm thay đến hết 31/12/2099');

  await actAs(page, 'hoa');
  const dossier = await received(page);
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 1, officerId: officers.binh, reason: '' });
  await actAs(page, 'cuong');
  await openDossier(page, dossier);
  await expect(stages(page).nth(1)).toContainText('Lê Văn Cường làm thay');
  await page.keyboard.press('Control+Enter');
  await expect(timeline(page)).toContainText('Nhận bàn giao');

  await actAs(page, 'quantri');
  await page.goto(new URL('/officers', page.url()).href);
  await page.getByRole('button', { name: 'Kết thúc ủy quyền của Trần Văn Bình' }).click();
  await expect(page.getByText('làm thay đến hết')).toBeHidden();
});
