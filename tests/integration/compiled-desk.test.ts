import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { compile } from '../../build/compile.ts';
import { isFresh, nodeSideSources } from '../../build/freshness.ts';
import { startNode } from '../../build/processes.ts';
import { root } from '../../build/root.ts';
import { openBlobs } from '../../db/blobs.ts';
import { openLine, startNodeProcess } from '../../electron/desk/processes/side-process.ts';
import { createPipeForwarder } from '../../electron/host/pipe-forwarder.ts';
import { createPipeFolder } from '../../electron/host/pipe.ts';
import { sidePrograms } from '../../electron/host/process-relay.ts';
import { jpegScan } from '../fixtures/scans.ts';

/** What is packaged is the compiled desk, so it is the compiled desk that has to start, on the pipe that Electron gives it. */
let folder: string;

beforeAll(() => {
  if (!isFresh('out/electron/serve.js', nodeSideSources) && !compile()) throw new Error('the desk does not compile');
  folder = mkdtempSync(join(tmpdir(), 'Quầy đã biên dịch '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const pipeSchema = z.object({ ready: z.literal(true), pipe: z.string() });

test('the compiled desk starts on a private pipe, answers, refuses strangers, and closes cleanly', async () => {
  const pipes = createPipeFolder((size) => crypto.getRandomValues(new Uint8Array(size)));
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, 'of-this-launch\n', { mode: 0o600 });
  const pipe = pipes.next();
  const desk = startNode('out/electron/serve.js', ['--data', join(folder, 'dữ liệu'), '--pipe', pipe, '--secret-file', secretFile, '--renderer', join(root, 'out', 'renderer')], pipeSchema);
  expect(await desk.ready).toEqual({ ready: true, pipe });

  const forward = createPipeForwarder(() => ({ pipe, secret: 'of-this-launch' }));
  const status = await forward(new Request('desk://app/trpc/setup.status', { headers: { origin: 'desk://app' } }));
  expect([status.status, await status.json()]).toEqual([200, expect.objectContaining({ result: { data: expect.objectContaining({ isSetUp: false }) } })]);

  const withoutSecret = await new Promise<number | undefined>((resolve, reject) => {
    http.get({ socketPath: pipe, path: '/trpc/setup.status', headers: { host: 'app' } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  expect(withoutSecret).toBe(403);
  const foreign = await forward(new Request('desk://app/trpc/setup.status', { headers: { origin: 'https://example.vn' } }));
  expect(foreign.status).toBe(403);

  desk.stop();
  expect(await desk.exited).toBe(0);
  expect(existsSync(pipe)).toBe(false);
  pipes.remove();
});

test('so is what reads scans, and it finds its engine and its language without a network', async () => {
  const random = (size: number): Uint8Array => crypto.getRandomValues(new Uint8Array(size));
  const blobs = openBlobs({ folder: join(folder, 'bản quét'), key: random(32), randomBytes: random });
  const { sha256 } = await blobs.put(await jpegScan());
  const line = openLine(startNodeProcess(join(root, 'out', 'electron', sidePrograms.ocr)));
  const answer = await line.ask({ blobs: blobs.access, edit: { sha256, page: 1 }, mediaType: 'image/jpeg', maxPagePixels: 1e8 }, 60_000);
  line.end();
  expect(answer).toMatchObject({ page: { widthPx: 827, heightPx: 1169 } });
});
