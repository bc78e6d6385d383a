import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileKeyWrapper } from '../../electron/host/browser-host.ts';
import { issueRecoveryCode, loadOrCreateStoreKey } from '../../electron/host/key-store.ts';
import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';

test('the machine lost its key: the recovery code opens the store again, a wrong one does no harm', async ({ page, desk, hostKind }) => {
  test.skip(hostKind === 'electron', 'the same page; what differs, the key ring, is in tests/unit/shell.test.ts');
  await signIn(page);
  await desk.stop();
  const opened = await loadOrCreateStoreKey([fileKeyWrapper(desk.folder)], desk.folder, randomBytes);
  if ('refused' in opened) throw new Error(opened.refused);
  const code = issueRecoveryCode(desk.folder, opened.key, randomBytes);
  rmSync(join(desk.folder, 'keys', 'file-key'));
  await desk.start();

  const again = await desk.openPage();
  await expect(again.getByRole('heading', { name: 'Cần mã khôi phục' })).toBeVisible();
  await expectAccessible(again);
  await keepScreen(again, 'recovery');
  await again.getByLabel('Mã khôi phục').fill('0000-0000-0000-0000-0000-0000-0000');
  await again.getByRole('button', { name: 'Mở kho hồ sơ' }).click();
  await expect(again.getByRole('alert')).toContainText('Mã chưa đúng');
  await again.getByLabel('Mã khôi phục').fill(code.toLowerCase().replaceAll('-', ' '));
  await again.getByRole('button', { name: 'Mở kho hồ sơ' }).click();
  await signIn(again);
  await expect(again.getByText('Nguyễn Thị Hoa').first()).toBeVisible();
});
