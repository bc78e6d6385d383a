import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createPipeFolder, type PipeFolder } from '../../electron/host/pipe.ts';
import { createPipeForwarder } from '../../electron/host/pipe-forwarder.ts';

let pipes: PipeFolder;
let server: http.Server;
let answer: http.RequestListener;
let pipe: string;
const secret = 'of-this-launch';

beforeEach(async () => {
  pipes = createPipeFolder(randomBytes);
  pipe = pipes.next();
  server = http.createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => server.listen(pipe, listening));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  pipes.remove();
});

const forwarder = () => createPipeForwarder(() => ({ pipe, secret }));
const ask = (path: string, init?: RequestInit): Request => new Request(`desk://app${path}`, init);

test.skipIf(process.platform === 'win32')('the pipe lies in a folder that only its owner may enter', () => {
  expect(statSync(dirname(pipe)).mode & 0o777).toBe(0o700);
});

test('on Windows the pipe’s name cannot be guessed and is a new one each time', () => {
  const windows = createPipeFolder(randomBytes, 'win32');
  const names = [windows.next(), windows.next()];
  expect(names.every((name) => /^\\\\\.\\pipe\\quay-mot-cua-[0-9a-f]{32}$/.test(name))).toBe(true);
  expect(names[0]).not.toBe(names[1]);
});

test('a request arrives whole, with the secret; a page cannot choose host, cookie or secret', async () => {
  let seen: http.IncomingHttpHeaders = {};
  answer = (request, response) => {
    seen = request.headers;
    response.writeHead(418, { 'x-answer': 'yes' }).end('đã nhận');
  };
  const response = await forwarder()(ask('/trpc/x?batch=1', { headers: { accept: 'application/json', 'x-desk-secret': 'forged', 'x-mine': '1' } }));
  expect([response.status, response.headers.get('x-answer'), await response.text()]).toEqual([418, 'yes', 'đã nhận']);
  expect(seen).toMatchObject({ host: 'app', 'x-desk-secret': secret, 'x-mine': '1', accept: 'application/json' });
  expect(seen).not.toHaveProperty('cookie');
});

test('a large body streams in and a large answer streams out, byte for byte', async () => {
  const size = 32 * 1024 * 1024;
  const chunk = randomBytes(64 * 1024);
  answer = (request, response) => {
    request.pipe(response);
  };
  let left = size;
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      if (left === 0) controller.close();
      else controller.enqueue(new Uint8Array(chunk));
      left -= chunk.length;
    },
  });
  const response = await forwarder()(ask('/files/card-image', { method: 'POST', body, duplex: 'half' } as RequestInit));
  const sent = createHash('sha256');
  for (let written = 0; written < size; written += chunk.length) sent.update(chunk);
  const received = createHash('sha256');
  for await (const part of response.body ?? []) received.update(part);
  expect(received.digest('hex')).toBe(sent.digest('hex'));
});

test('server-sent events come one by one, long before the answer ends; leaving ends it on the other side', async () => {
  let send: (text: string) => void = () => {};
  const left = new Promise<void>((resolve) => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.flushHeaders();
      send = (text) => void response.write(`data: ${text}\n\n`);
      response.once('close', () => resolve());
    };
  });
  const abort = new AbortController();
  const response = await forwarder()(ask('/trpc/changes', { signal: abort.signal }));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  send('một');
  expect(await reader?.read()).toEqual({ done: false, value: 'data: một\n\n' });
  send('hai');
  expect(await reader?.read()).toEqual({ done: false, value: 'data: hai\n\n' });
  abort.abort();
  await left;
  await reader?.cancel().catch(() => {});
});

test('a page that stops reading ends the stream too', async () => {
  const left = new Promise<void>((resolve) => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: x\n\n');
      response.once('close', () => resolve());
    };
  });
  const response = await forwarder()(ask('/trpc/changes'));
  await response.body?.cancel();
  await expect(left).resolves.toBeUndefined();
});

test('the desk’s cookies stay in the forwarder: sent back to the desk, never shown to the page, gone when the desk ends them', async () => {
  const seen: (string | undefined)[] = [];
  const cookies = [['session=1; HttpOnly; SameSite=Strict; Path=/', 'lang=vi'], [], ['session=; Max-Age=0'], []];
  answer = (request, response) => {
    seen.push(request.headers.cookie);
    response.setHeader('set-cookie', cookies[seen.length - 1] ?? []).end();
  };
  const forward = forwarder();
  for (let round = 0; round < 4; round += 1) expect((await forward(ask('/', { headers: { cookie: 'session=forged' } }))).headers.getSetCookie()).toEqual([]);
  expect(seen).toEqual([undefined, 'session=1; lang=vi', 'session=1; lang=vi', 'lang=vi']);
});

test.each([204, 304])('an answer without a body (%i) passes', async (status) => {
  answer = (_request, response) => void response.writeHead(status).end();
  expect((await forwarder()(ask('/'))).status).toBe(status);
});

test('rejects when there is no desk, and when it dies in the middle of an answer', async () => {
  await expect(createPipeForwarder(() => undefined)(ask('/'))).rejects.toThrow('not running');
  await expect(createPipeForwarder(() => ({ pipe: pipes.next(), secret }))(ask('/'))).rejects.toThrow('ENOENT');
  answer = (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half');
    setImmediate(() => response.destroy());
  };
  const response = await forwarder()(ask('/'));
  await expect(response.text()).rejects.toThrow();
});
