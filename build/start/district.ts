import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readyFile } from '../../district/data-folder.ts';
import { consoleRoles } from '../../domain/console/permissions.ts';
import { startNode, type NodeProcess } from '../processes.ts';

const readySchema = z.object({ ready: z.literal(true), url: z.url() });
export type DistrictReady = z.infer<typeof readySchema>;

/** The reference district server, on embedded PGlite unless DATABASE_URL says otherwise. */
export const startDistrict = (dataFolder: string, port: number, more: string[] = []): NodeProcess<DistrictReady> =>
  startNode('district/serve.ts', ['--data', dataFolder, '--port', String(port), ...more], readySchema);

/** The commune of the demo and of the browser tests. */
export const demoCommune = { agencyCode: 'H02.15.20', unitName: 'UBND xã Lục Sơn' };

/** Whoever tries the demo's console: one person with every role of it, to see it all. */
export const demoConsoleUser = { username: 'huyen', fullName: 'Phạm Thị Huyền', title: 'Văn phòng HĐND và UBND', roles: [...consoleRoles], password: 'motcua2026' };

const serverOf = (dataFolder: string) => z.object({ url: z.url(), adminToken: z.string() }).parse(JSON.parse(readFileSync(readyFile(dataFolder), 'utf8')));

const postAsAdministrator = async (dataFolder: string, path: string, body: object): Promise<unknown> => {
  const { url, adminToken } = serverOf(dataFolder);
  const response = await fetch(new URL(path, url), { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` }, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`the district refused ${path}: ${response.status} ${await response.text()}`);
  return response.json();
};

export const ensureConsoleUser = async (dataFolder: string, user: typeof demoConsoleUser): Promise<void> => void (await postAsAdministrator(dataFolder, '/console/admin/users', user));

/** A one-time code with which a desk makes itself known to the district that runs on `dataFolder`. */
export const issueEnrolmentCode = async (dataFolder: string, desk: { agencyCode: string; unitName: string; deskNumber: number; isReplacement?: boolean }): Promise<string> => {
  const issued = await postAsAdministrator(dataFolder, '/v1/admin/enrolment-codes', desk);
  return z.object({ code: z.string() }).parse(issued).code;
};
