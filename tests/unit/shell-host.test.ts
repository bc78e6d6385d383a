import { expect, test } from 'vitest';
import { createBrowserHost } from '../../electron/host/browser-host.ts';
import { hostHandler } from '../../electron/host/host.ts';
import { hostMessages } from '../../electron/host/messages.ts';
import { plainPage, plainPagePolicy } from '../../electron/host/plain-page.ts';
import { createRecoveryHandler } from '../../electron/host/recovery-page.ts';

const ask = hostHandler(createBrowserHost('1.2.3'));
const post = (path: string, body: string): Request => new Request(`http://127.0.0.1${path}`, { method: 'POST', body });

test('the browser host says what it leaves to the page', async () => {
  const response = await ask(new Request('http://127.0.0.1/host/about'));
  expect(await response.json()).toEqual({ kind: 'browser', version: '1.2.3', can: { print: false, chooseFolder: false, notify: false } });
});

test.each(['print', 'choose-folder', 'notify'])('what it cannot do (%s) is answered plainly', async (path) => {
  expect((await ask(post(`/host/${path}`, '{}'))).status).toBe(501);
});

test('a malformed, an oversized and an unknown question are refused', async () => {
  const notes: unknown[] = [];
  const full = hostHandler({ about: createBrowserHost('1').about, notify: (note) => notes.push(note), print: async () => true });
  const statuses = await Promise.all([
    full(post('/host/notify', '{')),
    full(post('/host/notify', JSON.stringify({ title: 'x', body: 'y'.repeat(20_000) }))),
    full(post('/host/print', '{"url":"/files/receipt/../../trpc"}')),
    full(post('/host/format-disk', '{}')),
    full(post('/host/about', '{}')),
  ]);
  expect([statuses.map(({ status }) => status), notes]).toEqual([[400, 400, 400, 404, 404], []]);
});

test('a plain page runs no script and shows text as text', async () => {
  const page = plainPage({ title: 'A & B', paragraphs: ['<script>alert(1)</script>'] });
  expect(page.headers.get('content-security-policy')).toBe(plainPagePolicy);
  expect(await page.text()).toContain('&#60;script&#62;');
});

test('without a recovery code the page says what else helps and asks for nothing', async () => {
  const handler = createRecoveryHandler({ refusal: { refused: 'keyMissing', hasRecoveryCode: false }, messages: hostMessages('vi-VN'), recover: async () => false });
  const text = await (await handler(new Request('http://127.0.0.1/'))).text();
  expect([text.includes('<form'), text.includes('Hồ sơ vẫn còn nguyên')]).toEqual([false, true]);
});

test('Vietnamese unless the machine speaks English', () => {
  expect(['vi', 'vi-VN', 'fr', 'en-US', 'EN'].map((locale) => hostMessages(locale).quit)).toEqual(['Thoát hẳn', 'Thoát hẳn', 'Thoát hẳn', 'Quit', 'Quit']);
});
