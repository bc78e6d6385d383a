import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { readZip } from '../fixtures/read-zip.ts';
import { jpegScan } from '../fixtures/scans.ts';
import { expect, expectAccessible, type Scanner, signIn, test } from './fixtures.ts';
import { anh, callDesk, fetchBytes, pickProcedure, receipt, receiveDossier } from './officer.ts';

const papers = (page: Page): Locator => page.getByRole('list').filter({ has: page.getByRole('button', { name: /^Xem / }) });
const paper = (page: Page, words: string): Locator => papers(page).locator('> li').filter({ hasText: words });

type InboxItem = { id: string; fileName: string };
const inbox = async (page: Page): Promise<InboxItem[]> => {
  const answer = await fetchBytes(page, `/trpc/digitisation.inbox?input=${encodeURIComponent('{}')}`);
  return (JSON.parse(answer.toString()) as { result: { data: { items: InboxItem[] } } }).result.data.items;
};

/** Of two birth papers the older is in the first dossier, the newer in the second; each with what it says. */
const withTwoPapers = async (page: Page, scanner: Scanner): Promise<void> => {
  const { dossierId: first } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Hồ sơ mới' }).click();
  const { dossierId: second } = await receiveDossier(page);
  await receipt(page).getByRole('button', { name: 'Quét giấy tờ' }).click();
  for (const number of [1, 2, 3]) {
    scanner.drop(`Tờ ${number}.jpg`, await jpegScan(number));
    await expect(page.getByRole('option', { name: `Tờ ${number}.jpg` })).toBeVisible();
  }
  const scans = await inbox(page);
  const put = async (fileName: string, dossierId: string, componentKey: string, description: object): Promise<void> => {
    const documentId = scans.find((scan) => scan.fileName === fileName)!.id;
    await callDesk(page, 'digitisation.attach', { documentId, dossierId, componentKey });
    await callDesk(page, 'citizen.describeDocument', { documentId, description });
  };
  await put('Tờ 1.jpg', first, 'd02', { number: '12/GCS', issuedOn: '2026-10-02' });
  await put('Tờ 2.jpg', second, 'd02', { number: '15/GCS', issuedOn: '2026-11-02' });
  await put('Tờ 3.jpg', second, 'd06', { number: 'TT 03', issuedOn: '2026-01-05' });
};

const openCitizen = async (page: Page): Promise<void> => {
  await page.keyboard.press('F3');
  await page.getByRole('searchbox').fill('ngoc anh');
  await page.getByRole('link', { name: anh.fullName }).first().click();
  await expect(page.getByRole('heading', { name: anh.fullName, level: 1 })).toBeVisible();
};

test('a citizen’s papers: a newer one takes the place of an older, is offered at reception alone, it can be taken back, and what counts no more is ended by hand', async ({ page, scanner }) => {
  await signIn(page);
  await withTwoPapers(page, scanner);
  await openCitizen(page);
  await expect(papers(page).locator('> li')).toHaveCount(3);

  await paper(page, '12/GCS').getByRole('button', { name: 'Việc khác: Giấy chứng sinh' }).click();
  await page.getByRole('menuitem', { name: 'Thay thế bằng bản mới…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Thay thế bằng bản mới' });
  // The newest of the same kind is meant, and the only one.
  await expect(dialog.getByRole('radio')).toHaveCount(1);
  await expect(dialog.getByRole('radio', { name: /15\/GCS/ })).toBeChecked();
  await dialog.getByLabel('Lý do').fill('Cấp lại');
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toBeHidden();
  await expect(paper(page, '12/GCS')).toContainText('Đã có bản mới');
  await expect(paper(page, '12/GCS')).toContainText('Thay bằng: Giấy chứng sinh · Số 15/GCS');

  // By kind, and by what still holds.
  await page.getByRole('button', { name: 'Còn giá trị', exact: true }).click();
  await expect(papers(page).locator('> li')).toHaveCount(2);
  await page.getByRole('button', { name: 'Hết giá trị', exact: true }).click();
  await expect(papers(page).locator('> li')).toHaveCount(1);
  await page.getByRole('button', { name: 'Tất cả', exact: true }).click();
  await page.getByRole('combobox', { name: 'Loại giấy tờ' }).click();
  await page.getByRole('option', { name: 'Giấy chứng sinh' }).click();
  await expect(papers(page).locator('> li')).toHaveCount(2);
  await expectAccessible(page);

  // The counter offers the newer one alone.
  await page.getByRole('button', { name: 'Tiếp nhận hồ sơ mới' }).click();
  await pickProcedure(page, 'ks');
  const offer = page.locator('[data-paper="d02"]').filter({ hasText: 'GCS' });
  await expect(offer).toHaveCount(1);
  await expect(offer).toContainText('15/GCS');

  await openCitizen(page);
  await paper(page, '12/GCS').getByRole('button', { name: 'Khôi phục' }).click();
  await page.getByRole('dialog', { name: 'Khôi phục giấy tờ' }).getByRole('button', { name: 'Khôi phục' }).click();
  await expect(paper(page, '12/GCS')).toContainText('Còn giá trị');

  // Revoked, or void: ended by hand.
  await paper(page, 'TT 03').getByRole('button', { name: /^Việc khác/ }).click();
  await page.getByRole('menuitem', { name: 'Ghi hết giá trị…' }).click();
  const end = page.getByRole('dialog', { name: 'Ghi hết giá trị' });
  const lastDay = end.getByLabel('Ngày cuối còn giá trị');
  await lastDay.fill('31/02/2026');
  await page.keyboard.press('Control+Enter');
  await expect(end).toContainText('Ngày này không có trong lịch.');
  await lastDay.fill('01/03/2026');
  await page.keyboard.press('Control+Enter');
  await expect(end).toBeHidden();
  await expect(paper(page, 'TT 03')).toContainText('Hết hạn 01/03/2026');
});

test('a citizen is given their papers as files, and what for stands on their page', async ({ page, scanner }) => {
  await signIn(page);
  await withTwoPapers(page, scanner);
  await openCitizen(page);
  await page.getByRole('button', { name: 'Xuất cho công dân' }).click();
  const dialog = page.getByRole('dialog', { name: `Xuất giấy tờ của ${anh.fullName}` });
  await dialog.getByRole('checkbox', { name: /12\/GCS/ }).uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Cần ghi mục đích.');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Công dân nộp cho cơ quan khác' }).click();
  const download = page.waitForEvent('download');
  await page.keyboard.press('Control+Enter');
  await expect(dialog).toContainText('Đã xuất 2 giấy tờ và ghi vào nhật ký.');
  const file = await download;
  expect(file.suggestedFilename()).toBe('024186001234-giay-to.zip');
  const names = [...readZip(readFileSync(await file.path())).keys()];
  expect(names).toHaveLength(4);
  expect(names).toEqual(expect.arrayContaining(['danh-muc.html', 'danh-muc.csv', expect.stringMatching(/^024186001234_giay-chung-sinh_15-GCS\./), expect.stringMatching(/^024186001234_giay-to-tuy-than_TT-03\./)]));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listitem').filter({ hasText: 'Xuất 2 giấy tờ' })).toContainText('Nguyễn Thị Hoa · Công dân nộp cho cơ quan khác');
});
