import { expect, test, vi } from 'vitest';
import { chooseHost, type Surroundings } from '../../build/start/choose-host.ts';
import { hasDisplay } from '../../build/start/open-browser.ts';

const around = (change: Partial<Surroundings>) => {
  const surroundings: Surroundings = {
    wish: undefined,
    hasDisplay: true,
    isRoot: false,
    binary: () => undefined,
    rememberedFailure: () => undefined,
    fetch: async () => 'getaddrinfo ENOTFOUND',
    ...change,
  };
  return { ...surroundings, fetch: vi.fn(surroundings.fetch) };
};
const present = (): string => '/electron';

test.each<[string, Partial<Surroundings>, string, number]>([
  ['a display and the binary', { binary: present }, 'electron', 0],
  ['asked for the browser', { wish: 'browser', binary: present }, 'browser', 0],
  ['no display', { hasDisplay: false, binary: present }, 'browser', 0],
  ['no display though asked for Electron', { hasDisplay: false, wish: 'electron' }, 'none', 0],
  ['root', { isRoot: true, binary: present }, 'browser', 0],
  ['root that asks for Electron', { isRoot: true, wish: 'electron', binary: present }, 'electron', 0],
  ['no binary and no way to fetch it', {}, 'browser', 1],
  ['fetching failed before', { rememberedFailure: () => 'ENOTFOUND' }, 'browser', 0],
  ['fetching failed before, asked again', { rememberedFailure: () => 'ENOTFOUND', wish: 'electron' }, 'none', 1],
])('%s', async (_name, change, host, fetches) => {
  const surroundings = around(change);
  const choice = await chooseHost(surroundings);
  expect([choice.host, surroundings.fetch.mock.calls.length]).toEqual([host, fetches]);
  if (choice.host !== 'electron') expect(Object.values(choice.why).every((text) => text.length > 20)).toBe(true);
});

test('fetched on the first start, used at once', async () => {
  let binary: string | undefined;
  const surroundings = around({
    binary: () => binary,
    fetch: async () => {
      binary = '/electron';
      return undefined;
    },
  });
  expect(await chooseHost(surroundings)).toEqual({ host: 'electron', binary: '/electron' });
});

test('a display is what the system says it is', () => {
  expect([hasDisplay({}, 'linux'), hasDisplay({ DISPLAY: ':0' }, 'linux'), hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'), hasDisplay({}, 'win32')]).toEqual([false, true, true, true]);
});
