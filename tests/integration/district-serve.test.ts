import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const serve = join(import.meta.dirname, '../../district/serve.ts');
const enrolment = join(import.meta.dirname, '../../district/enrolment.ts');

describe('the district as a program', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'dữ liệu huyện '));
  let server: ChildProcess | undefined;
  afterAll(async () => {
    if (server?.exitCode === null) server.kill('SIGKILL');
    await rm(dataFolder, { recursive: true, force: true });
  });
  const issue = (...more: string[]) => run(process.execPath, [enrolment, '--unit', 'UBND xã Lục Sơn', '--data', dataFolder, ...more]);

  const consoleUser = (...more: string[]) => run(process.execPath, [join(import.meta.dirname, '../../district/console-user.ts'), '--data', dataFolder, ...more]);

  test('says when it is ready, issues codes to who can read its folder, and stops when told', async () => {
    await expect(issue('--agency', 'H02.15.20')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('npm run district') });

    server = spawn(process.execPath, [serve, '--port', '0', '--data', dataFolder, '--name', 'UBND huyện Lục Nam', '--level', 'huyện'], {
      env: { ...process.env, DATABASE_URL: '' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [line] = (await once(createInterface(server.stdout!), 'line')) as [string];
    const { ready, url } = JSON.parse(line) as { ready: boolean; url: string };
    expect(ready).toBe(true);
    expect(await (await fetch(`${url}/v1/about`)).json()).toMatchObject({ name: 'UBND huyện Lục Nam', level: 'huyện' });

    const { stdout } = await issue('--agency', 'H02.15.20', '--desk', '1');
    expect(JSON.parse(stdout)).toMatchObject({ code: expect.stringMatching(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/) });
    await expect(issue('--agency', 'nonsense')).rejects.toMatchObject({ stderr: expect.stringContaining('setup.agencyCodeMalformed') });
    // The console's first administrator, the same way; the password is good for one sign-in.
    await expect(consoleUser('--name', 'Hoàng Văn Em')).rejects.toMatchObject({ stderr: expect.stringContaining('Usage') });
    const made = JSON.parse((await consoleUser('--username', 'quantri', '--name', 'Hoàng Văn Em')).stdout) as { password: string; address: string };
    expect(made).toMatchObject({ username: 'quantri', address: `${url}/console/`, password: expect.stringMatching(/^[2-9A-Z-]{14}$/) });
    const signedIn = await fetch(`${url}/console/api/identity.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ username: 'quantri', password: made.password }),
    });
    expect(await signedIn.json()).toMatchObject({ result: { data: { user: { roles: ['administrator'], isOneTime: true } } } });

    for (const file of ['admin-token', 'server.json']) expect(statSync(join(dataFolder, file)).mode & 0o777).toBe(0o600);

    server.kill('SIGTERM');
    const [code] = (await once(server, 'exit')) as [number];
    expect(code).toBe(0);
    expect(existsSync(join(dataFolder, 'server.json'))).toBe(false);
  });
});
