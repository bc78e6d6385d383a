import type { Locator, Page } from '@playwright/test';
import { demoPassword } from './fixtures.ts';

/** A part of the first-run page, by its heading. */
export const setupPart = (page: Page, name: string): Locator => page.getByRole('group', { name });

type Setup = {
  deskNumber?: number;
  scannerFolder: string;
  district?: { url: string; enrolmentCode: string };
  administrator?: { username: string; fullName: string };
};

/** The first-run page filled in for the commune of the demo; sent by whoever calls. */
export const fillSetup = async (page: Page, { deskNumber = 1, scannerFolder, district, administrator = { username: 'quantri', fullName: 'Hoàng Văn Em' } }: Setup): Promise<void> => {
  const unit = setupPart(page, 'Cơ quan và quầy này');
  await unit.getByLabel('Tên cơ quan').fill('UBND xã Lục Sơn');
  await unit.getByLabel('Mã định danh điện tử').fill('H02.15.20');
  await unit.getByLabel('Địa danh trên giấy tờ').fill('Lục Sơn');
  await unit.getByLabel('Cơ quan cấp trên').fill('UBND huyện Lục Nam');
  await unit.getByLabel('Gọi cấp trên là').fill('huyện');
  await unit.getByRole('combobox', { name: 'Số của quầy này' }).click();
  await page.getByRole('option', { name: String(deskNumber), exact: true }).click();
  await setupPart(page, 'Thư mục máy quét').getByLabel('Thư mục 1').fill(scannerFolder);
  if (district) {
    await setupPart(page, 'Máy chủ cấp trên').getByLabel('Địa chỉ máy chủ cấp trên').fill(district.url);
    await setupPart(page, 'Máy chủ cấp trên').getByLabel('Mã ghi danh dùng một lần').fill(district.enrolmentCode);
  }
  const first = setupPart(page, 'Người quản trị đầu tiên');
  await first.getByLabel('Họ và tên').fill(administrator.fullName);
  await first.getByLabel('Chức danh').fill('Quản trị hệ thống');
  await first.getByLabel('Tên đăng nhập').fill(administrator.username);
  await first.getByLabel(/^Mật khẩu/).fill(demoPassword);
  await first.getByLabel('Nhập lại mật khẩu').fill(demoPassword);
};
