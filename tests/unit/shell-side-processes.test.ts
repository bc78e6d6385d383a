import { expect, test } from 'vitest';
import { relayProcesses } from '../../electron/host/process-relay.ts';
import { serveSideProcesses } from '../../electron/shell/side-processes.ts';
import { FakeChild } from './shell-fake-electron.ts';

/** Desk and main process with the wire between them. */
const setUp = () => {
  const desk = new FakeChild('/chương trình/electron/serve.js', [], {});
  const children: FakeChild[] = [];
  const utilityProcess = {
    fork: (modulePath: string, args: string[], options: Electron.ForkOptions): FakeChild => {
      const child = new FakeChild(modulePath, args, options);
      children.push(child);
      return child;
    },
  };
  serveSideProcesses({ utilityProcess }, desk, '/chương trình/electron');
  let hear: ((message: { data: unknown }) => void) | undefined;
  desk.postMessage = (data) => hear?.({ data });
  const start = relayProcesses({ postMessage: (message) => desk.emit('message', message), on: (_event, listener) => void (hear = listener) });
  return { desk, children, start };
};

test('the desk has processes started for it, talks to them, and ends them; each has its own line', () => {
  const { children, start } = setUp();
  const [first, second] = [start('token'), start('ocr')];
  const heard: unknown[] = [];
  for (const [index, one] of [first, second].entries()) {
    one.onMessage((message) => heard.push([index, message]));
    one.onExit(() => heard.push([index, 'ended']));
  }
  expect(children.map(({ modulePath, args }) => [modulePath, args])).toEqual([
    ['/chương trình/electron/desk/signing/token-main.js', []],
    ['/chương trình/electron/desk/digitisation/ocr/ocr-main.js', []],
  ]);
  second.send({ id: 1, request: 'mở' });
  expect(children.map(({ messages }) => messages)).toEqual([[], [{ id: 1, request: 'mở' }]]);
  children[1]!.emit('message', { id: 1, result: 'được' });
  first.kill();
  children[1]!.emit('exit', 1);
  second.send('không còn ai nghe');
  expect(heard).toEqual([
    [1, { id: 1, result: 'được' }],
    [0, 'ended'],
    [1, 'ended'],
  ]);
});

test('no such process outlives the desk', () => {
  const { desk, children, start } = setUp();
  start('token');
  let isEnded = false;
  children[0]!.on('exit', () => (isEnded = true) as never);
  desk.emit('exit', 1);
  expect(isEnded).toBe(true);
});
