import { expect, expectAccessible, keepScreen, signIn, test } from './fixtures.ts';

test('an officer signs in and sees the day', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));

  await expect(page.getByText('UBND xã Lục Sơn').first()).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'sign-in');
  await signIn(page);
  await expect(page.getByText('Nguyễn Thị Hoa').first()).toBeVisible();
  await expectAccessible(page);
  await keepScreen(page, 'home');
  expect(complaints).toEqual([]);
});

test('nothing on the page comes from or goes to anywhere else', async ({ page, hostKind }) => {
  const outside: string[] = [];
  const own = hostKind === 'electron' ? 'desk://app/' : new URL(page.url()).origin;
  page.on('request', (request) => {
    if (!request.url().startsWith(own) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
  });
  await page.reload();
  await signIn(page);
  await expect(page.getByText('Nguyễn Thị Hoa').first()).toBeVisible();
  expect(outside).toEqual([]);
});

test('the desk process is killed: the page comes back when the process does', async ({ page, desk }) => {
  await signIn(page);
  await desk.kill();
  await desk.start();
  await page.reload();
  // The session lived in the memory of the process that died.
  await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
  await signIn(page);
});
