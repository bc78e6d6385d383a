import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';
import { place, receiveDossier, statusBar } from './officer.ts';
import { fillSetup, setupPart } from './set-up.ts';

test.use({ isDemo: false, withDistrict: true });

const recoveryCode = (page: Page): Locator => page.getByRole('region', { name: 'Mã khôi phục' }).getByRole('status');

test('an empty desk: four short parts, and it is a desk of the commune that the district knows', async ({ page, scanner, district }) => {
  await expect(page.getByRole('heading', { name: 'Cài đặt lần đầu' })).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'first-run');

  // Pressed too early: each field says what it lacks, and the first of them has the cursor.
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await expect(page.getByRole('alert')).toHaveText('Còn 8 chỗ cần xem lại trước khi tiếp tục.');
  await expect(page.getByLabel('Tên cơ quan')).toBeFocused();
  await expectAccessible(page);

  await fillSetup(page, { scannerFolder: scanner.folder, district: { url: district.url(), enrolmentCode: await district.enrolmentCode(3) }, deskNumber: 3 });
  await setupPart(page, 'Cơ quan và quầy này').getByLabel('Mã định danh điện tử').fill('Lục Sơn');
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await expect(page.getByText('Mã có dạng H02.15.20 hoặc 000.17.22.H56.')).toBeVisible();
  await setupPart(page, 'Cơ quan và quầy này').getByLabel('Mã định danh điện tử').fill('H02.15.20');
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();

  await expect(page.getByRole('heading', { name: 'Quầy đã sẵn sàng' })).toBeVisible();
  await expect(page.getByText('Quầy đã ghi danh với huyện.')).toBeVisible();
  await expect(recoveryCode(page)).toHaveText(/^([0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
  await expectAccessible(page);
  await keepScreen(page, 'first-run-done');
  await page.getByRole('button', { name: 'Vào làm việc' }).click();

  await expect(page.getByRole('heading', { name: 'Chào Hoàng Văn Em' })).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('UBND xã Lục Sơn');
  await expect(page.getByRole('banner')).toContainText('Quầy số 3');
  await expect(statusBar(page)).toContainText('Đã nối với huyện, đã gửi hết');
  await expect(statusBar(page)).toContainText('Máy quét sẵn sàng');

  // On the first day the administrator is the whole office.
  const { code } = await receiveDossier(page);
  expect(code).toMatch(/^H02\.15\.20-\d{6}-3001$/);
});

test('a wrong code and another commune’s code are explained; the desk works meanwhile, and the right code mends it', async ({ page, scanner, district }) => {
  await fillSetup(page, { scannerFolder: scanner.folder, district: { url: district.url(), enrolmentCode: 'SAI-MA-ROI' } });
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await expect(page.getByRole('heading', { name: 'Quầy đã sẵn sàng' })).toBeVisible();
  await expect(page.getByRole('alert')).toContainText('Mã ghi danh chưa đúng. Nhập lại đúng như mã được cấp, hoặc xin mã khác. Quầy vẫn làm việc bình thường.');
  await expect(page.getByText('Thử ghi danh lại ở phần Đồng bộ (F12).')).toBeVisible();
  await page.getByRole('button', { name: 'Vào làm việc' }).click();
  await expect(statusBar(page)).toContainText('Chưa nối với huyện, làm việc tại máy này');

  await page.keyboard.press('F12');
  const enrol = async (code: string): Promise<void> => {
    await page.getByLabel('Địa chỉ máy chủ cấp trên').fill(district.url());
    await page.getByLabel('Mã ghi danh dùng một lần').fill(code);
    await page.getByRole('button', { name: 'Ghi danh', exact: true }).click();
  };
  await enrol(await district.enrolmentCode(1, { agencyCode: 'H02.15.21', unitName: 'UBND xã Bình Sơn' }));
  await expect(page.getByRole('alert')).toContainText('Mã ghi danh này cấp cho xã khác. Kiểm tra mã định danh của cơ quan, xin đúng mã của xã mình.');
  await expectAccessible(page);
  await keepScreen(page, 'sync-not-enrolled');
  await enrol(await district.enrolmentCode(7));
  await expect(page.getByRole('alert')).toContainText('Mã ghi danh này cấp cho quầy số 7, máy này là quầy số 1.');
  await enrol(await district.enrolmentCode(1));
  await expect(page.getByRole('region', { name: 'Tình trạng đồng bộ' })).toContainText('Đã nối với huyện, đã gửi hết');
  await expect(page.getByRole('button', { name: 'Ghi danh', exact: true })).toBeHidden();
});

test('without a district and with a folder that cannot be: named, mended; the desk stands alone, and its recovery code opens it', async ({ page, desk, folder, hostKind }) => {
  await fillSetup(page, { scannerFolder: '/dev/null/máy quét' });
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await expect(page.getByRole('alert')).toContainText('Không tìm thấy thư mục máy quét /dev/null/máy quét.');
  await setupPart(page, 'Thư mục máy quét').getByLabel('Thư mục 1').fill(join(folder, 'thư mục mới'));
  await page.getByRole('button', { name: 'Hoàn tất cài đặt' }).click();
  await expect(page.getByText('Quầy chưa nối với huyện. Khi có mã ghi danh, nhập ở phần Đồng bộ (F12).')).toBeVisible();
  const firstCode = await recoveryCode(page).innerText();
  await page.getByRole('button', { name: 'Vào làm việc' }).click();
  await expect(page.getByRole('heading', { name: 'Chào Hoàng Văn Em' })).toBeVisible();

  // The paper with the code was seen by others: a new one is issued, and the old one opens nothing any more.
  await place(page, 'Thiết lập').click();
  await page.getByRole('link', { name: 'Cán bộ' }).click();
  await page.getByRole('button', { name: 'Mã khôi phục' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cấp mã khôi phục mới' }).click();
  await expect(recoveryCode(page)).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'recovery-code');
  const code = await recoveryCode(page).innerText();
  await desk.stop();
  if (hostKind === 'browser') rmSync(join(desk.folder, 'keys', 'file-key'));
  await desk.start();
  await page.reload();
  if (hostKind === 'browser') {
    await expect(page.getByRole('heading', { name: 'Cần mã khôi phục' })).toBeVisible();
    for (const typed of [firstCode, code]) {
      await page.getByLabel('Mã khôi phục').fill(typed);
      await page.getByRole('button', { name: 'Mở kho hồ sơ' }).click();
      if (typed === firstCode) await expect(page.getByRole('alert')).toContainText('Mã chưa đúng');
    }
  }
  await signIn(page, 'quantri');
  await expect(page.getByRole('banner')).toContainText('UBND xã Lục Sơn');
});
