import type { Page } from '@playwright/test';
import { cardPayload } from '../fixtures/scans.ts';
import { expect, signIn, test } from './fixtures.ts';
import { anh, callDesk, readReceipt, readWithReader, receipt, receiveDossier, viewDossier } from './officer.ts';

/**
 * Counts as an officer's hand would: each key press and each click is one, a chord is one, and so is holding a card before the
 * reader. Vietnamese letters cost what Telex asks for them.
 */
const createHand = (page: Page) => {
  let count = 0;
  return {
    count: () => count,
    press: async (key: string): Promise<void> => {
      count += 1;
      await page.keyboard.press(key);
    },
    card: async (): Promise<void> => {
      count += 1;
      await readWithReader(page, cardPayload);
    },
    /** At a hand's pace: faster is taken for a reader's burst. */
    type: async (text: string): Promise<void> => {
      count += telexOf(text).length;
      await page.keyboard.type(text, { delay: 60 });
    },
  };
};

const tones = new Map([['\u0301', 's'], ['\u0300', 'f'], ['\u0309', 'r'], ['\u0303', 'x'], ['\u0323', 'j']]);
const shapes = new Map([['\u0302', (letter: string) => letter], ['\u0306', () => 'w'], ['\u031b', () => 'w']]);

/** «Đặng» → «DDawngj»: the keys that Telex wants, tone marks at the end of a syllable or not, it is the same number. */
const telexOf = (text: string): string => {
  let keys = '';
  for (const letter of text.normalize('NFD')) {
    if (letter === 'đ' || letter === 'Đ') keys += 'dd';
    else if (tones.has(letter)) keys += tones.get(letter);
    else if (shapes.has(letter)) keys += shapes.get(letter)!(keys.at(-1) ?? '');
    else keys += letter;
  }
  return keys;
};

/** Printing is the last key: the receipt lies before the officer, and the viewer is asked to print it. */
const print = async (page: Page, press: (key: string) => Promise<void>): Promise<void> => {
  const asked = page.waitForResponse(/\/host\/about$|\/host\/print$/);
  await press('F9');
  await asked;
};

test('a known citizen with a card and a favourite procedure: a printed receipt in 12 keys at the most', async ({ page, hostKind }) => {
  test.skip(hostKind === 'electron', 'Electron prints on paper');
  await signIn(page);
  const { dossierId } = await receiveDossier(page);
  await callDesk(page, 'catalogue.setFavourites', { procedureIds: [(await viewDossier(page, dossierId)).state.procedure.id] });
  await page.keyboard.press('F2');
  await expect(receipt(page)).toBeHidden();
  await page.goto(new URL('/', page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const hand = createHand(page);
  await hand.press('F2');
  await hand.card();
  await expect(page.getByLabel('Họ và tên')).toHaveValue(anh.fullName);
  // Without a pause: the second key waits for the papers by itself.
  await hand.press('Alt+1');
  await hand.press('Alt+A');
  await expect(page.getByText('Đủ giấy tờ bắt buộc')).toBeVisible();
  await hand.press('Control+Enter');
  const { code } = await readReceipt(page);
  await print(page, hand.press);
  expect(code).toMatch(/-1002$/);
  console.log(`a known citizen: ${hand.count()} keys and clicks`);
  expect(hand.count()).toBeLessThanOrEqual(12);
});

test('a new citizen with no code to read: 60 at the most, with all letters of the name and the address', async ({ page, hostKind }) => {
  test.skip(hostKind === 'electron', 'Electron prints on paper');
  await signIn(page);
  // A neighbour was here before: addresses of a commune are few.
  const { dossierId } = await receiveDossier(page, { fullName: 'Nguyễn Văn An', address: anh.address });
  await callDesk(page, 'catalogue.setFavourites', { procedureIds: [(await viewDossier(page, dossierId)).state.procedure.id] });
  await page.keyboard.press('F2');
  await expect(receipt(page)).toBeHidden();
  await page.goto(new URL('/', page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const hand = createHand(page);
  await hand.press('F2');
  await expect(page.getByLabel('Số định danh cá nhân')).toBeFocused();
  await hand.type(anh.number);
  await hand.press('Enter');
  await hand.type(anh.fullName);
  await hand.press('Enter');
  await hand.type('09031986');
  await hand.press('Enter');
  // The sex is known from the number.
  await hand.press('Enter');
  await expect(page.getByLabel('Nơi cư trú')).toBeFocused();
  await hand.type('vinh');
  await expect(page.getByRole('option', { name: anh.address })).toBeVisible();
  await hand.press('ArrowDown');
  await hand.press('Enter');
  // Without a pause: the second key waits for the papers by itself.
  await hand.press('Alt+1');
  await hand.press('Alt+A');
  await expect(page.getByText('Đủ giấy tờ bắt buộc')).toBeVisible();
  await hand.press('Control+Enter');
  const { dossierId: received } = await readReceipt(page);
  await print(page, hand.press);
  const { state } = await viewDossier(page, received);
  expect(state.applicant).toMatchObject({ number: anh.number, fullName: anh.fullName, dateOfBirth: '1986-03-09', sex: 'Nữ', address: anh.address });
  console.log(`a new citizen: ${hand.count()} keys and clicks`);
  expect(hand.count()).toBeLessThanOrEqual(60);
});
