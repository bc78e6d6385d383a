import type { Page } from '@playwright/test';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { addDays, localDate, weekdayOf } from '../../domain/time.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { actAs, callDesk, changeOfficer, officerIds, place, received, statusBar, viewDossier } from './officer.ts';

// So long ago that three working days have passed, whatever holidays there were.
test.use({ daysAgo: 12 });

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** Đăng ký nghĩa vụ quân sự lần đầu: one working day. */
const oneDay = procedureIdOf({ code: '1.013133', name: '' });

/** What is received then with one working day is due today or tomorrow, whatever day this is run: no holidays, Saturdays worked, open round the clock. */
const withoutHolidays = async (page: Page): Promise<void> => {
  const spans: [number, number][] = [[0, 1439]];
  await actAs(page, 'quantri');
  await callDesk(page, 'calendar.publishHours', { field: null, hours: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((day) => [day, spans])) });
  const thisYear = Number(localDate(Date.now()).slice(0, 4));
  for (const year of [thisYear - 1, thisYear, thisYear + 1]) {
    const days = Array.from({ length: 366 }, (_, day) => addDays(`${year}-01-01`, day)).filter((date) => date.startsWith(String(year)) && weekdayOf(date) === 6);
    await callDesk(page, 'calendar.publishYear', { year, daysOff: [], workingSaturdays: days.map((date) => ({ date, name: 'Làm bù' })) });
  }
};

test('the board: late ones first, each group by its day, arrows to walk, one press to take, for the desk, for oneself and for the leader', async ({ page, desk }) => {
  await signIn(page);
  const officers = await officerIds(page);
  const late = await received(page, { fullName: 'Nguyễn Văn An', number: '024085000123' });
  await callDesk(page, 'dossier.move', { id: late.id, to: 1, officerId: officers.binh, reason: '' });
  const paused = await received(page, { fullName: 'Vi Văn Thắng', number: '024085000777' });
  await callDesk(page, 'dossier.takeStep', { id: paused.id, to: 'supplementRequested', reason: '', requested: [{ name: 'Tờ khai', note: '' }] });
  await desk.stop();
  await desk.start();
  await page.reload();
  await signIn(page);
  for (const [index, fullName] of ['Lục Thị Mơ', 'Nông Văn Dền', 'Giáp Thị Hạnh'].entries()) await received(page, { fullName, number: `02418600010${index}` });

  await place(page, 'Hạn giải quyết').click();
  await expect(column(page, 'Quá hạn').getByRole('link')).toContainText('Nguyễn Văn An');
  await expect(column(page, 'Quá hạn').getByRole('link')).toContainText(/chậm \d+ ngày/);
  await expect(column(page, 'Quá hạn').getByRole('link')).toContainText('Thẩm định · Trần Văn Bình');
  await expect(column(page, 'Tạm dừng').getByRole('link')).toContainText('Vi Văn Thắng');
  await expectAccessible(page);
  await keepScreen(page, 'board');

  // Down in a column, right to the next that has any, Enter opens.
  await column(page, 'Quá hạn').getByRole('link').focus();
  await page.keyboard.press('ArrowRight');
  const group = page.getByRole('region').filter({ has: page.getByRole('link', { name: 'Lục Thị Mơ' }) });
  await expect(group.getByRole('link').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(group.getByRole('link').nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(column(page, 'Quá hạn').getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: late.code })).toBeVisible();

  // What is one's own: on the board, and in figures on the first page.
  await changeOfficer(page, 'binh');
  await page.goto(new URL('/', page.url()).href);
  const mine = page.getByRole('link', { name: /hồ sơ tôi đang giữ/ });
  await expect(mine).toContainText('1 Quá hạn');
  await mine.click();
  await expect(column(page, 'Quá hạn').getByRole('link')).toContainText('Nguyễn Văn An');
  await expect(page.getByText('1 hồ sơ đang giải quyết')).toBeVisible();

  // The leader sees who has how much, and of which field.
  await changeOfficer(page, 'cuong');
  await place(page, 'Hạn giải quyết').click();
  await page.getByText('Theo người, lĩnh vực').click();
  const people = page.getByRole('complementary', { name: 'Theo người và theo bước' });
  await expect(people.getByRole('row', { name: 'Trần Văn Bình' }).getByRole('cell')).toHaveText(['1', '1', '1']);
  await expectAccessible(page);
  await keepScreen(page, 'board-leader');
  await people.getByRole('link', { name: 'Trần Văn Bình' }).click();
  await expect(page.getByText('1 hồ sơ đang giải quyết')).toBeVisible();
  await expect(column(page, 'Tạm dừng').getByRole('link')).toHaveCount(0);
});

test('an apology is drafted before the day has passed, waits for the head, and moves the date only when it is signed', async ({ page, desk }) => {
  await desk.stop();
  await desk.start(1);
  await page.reload();
  await signIn(page);
  await withoutHolidays(page);
  await actAs(page, 'hoa');
  const officers = await officerIds(page);
  const dossier = await received(page, { procedureId: oneDay, feeVnd: 0 });
  await callDesk(page, 'dossier.move', { id: dossier.id, to: 1, officerId: officers.binh, reason: '' });
  await desk.stop();
  await desk.start();
  await page.reload();
  await signIn(page, 'binh');
  const { dueAt } = (await viewDossier(page, dossier.id)).state;
  await page.goto(new URL('/board?scope=mine', page.url()).href);
  await page.getByRole('button', { name: 'Soạn thư xin lỗi Đặng Thị Ngọc Ánh' }).click();
  const draft = page.getByRole('dialog', { name: 'Soạn thư xin lỗi' });
  await draft.getByLabel('Lý do chậm, in trên thư').fill('Chờ xác minh tại xã Nghĩa Phương');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(draft).toBeHidden();
  await expect(page.getByRole('region', { name: 'Thư xin lỗi chờ ký' })).toContainText('Đặng Thị Ngọc Ánh');
  expect((await viewDossier(page, dossier.id)).state.dueAt).toBe(dueAt);

  await changeOfficer(page, 'cuong');
  await place(page, 'Hạn giải quyết').click();
  await page.getByRole('button', { name: 'Ký thư xin lỗi Đặng Thị Ngọc Ánh' }).click();
  const sign = page.getByRole('dialog', { name: 'Xin lỗi và hẹn lại ngày trả kết quả' });
  await expect(sign.getByLabel('Lý do chậm, in trên thư')).toHaveValue('Chờ xác minh tại xã Nghĩa Phương');
  await expect(sign.getByLabel('Người ký thư')).toHaveValue('Lê Văn Cường');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByTitle(`Thư xin lỗi và hẹn lại: ${dossier.code}`)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Thư xin lỗi chờ ký' })).toBeHidden();
  const { state } = await viewDossier(page, dossier.id);
  expect(state.dueAt).toBeGreaterThan(dueAt);
  expect(state.apologyDraft).toBeUndefined();
});

test('a word on the screen once a morning, numbers and no names; and a clock that was set back is noticed against the log', async ({ page, desk }) => {
  await page.addInitScript(() => {
    const shown: string[] = [];
    Object.assign(window, { shownNotes: shown });
    class Kept extends EventTarget {
      static permission = 'granted';
      static requestPermission = async () => 'granted';
      constructor(title: string, options?: NotificationOptions) {
        super();
        shown.push(`${title} ${options?.body ?? ''}`);
      }
    }
    Object.assign(window, { Notification: Kept });
  });
  await signIn(page);
  await received(page, { fullName: 'Nguyễn Văn An', number: '024085000123' });
  await desk.stop();
  await desk.start();
  await page.reload();
  await signIn(page);
  const notes = () => page.evaluate(() => (window as unknown as { shownNotes: string[] }).shownNotes);
  await expect.poll(notes).toEqual(['Việc hôm nay Đến hạn hôm nay: 0. Quá hạn: 1.']);
  await page.reload();
  await expect(page.getByRole('link', { name: /hồ sơ tôi đang giữ/ })).toContainText('1 Quá hạn');
  expect(await notes()).toEqual([]);

  await expect(statusBar(page)).not.toContainText('bị lùi');
  await received(page, { fullName: 'Vi Văn Thắng', number: '024085000777' });
  await desk.stop();
  await desk.start(2);
  await page.reload();
  await signIn(page);
  await expect(statusBar(page).getByRole('alert')).toContainText('Đồng hồ máy bị lùi');
  // Work goes on, and what is written comes after what there is.
  const { id } = await received(page);
  expect((await viewDossier(page, id)).timeline).not.toEqual([]);
});
