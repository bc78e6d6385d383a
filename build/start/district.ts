import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readyFile } from '../../district/data-folder.ts';
import { startNode, type NodeProcess } from '../processes.ts';

const readySchema = z.object({ ready: z.literal(true), url: z.url() });
export type DistrictReady = z.infer<typeof readySchema>;

/** The reference district server, on embedded PGlite unless DATABASE_URL says otherwise. */
export const startDistrict = (dataFolder: string, port: number, more: string[] = []): NodeProcess<DistrictReady> =>
  startNode('district/serve.ts', ['--data', dataFolder, '--port', String(port), ...more], readySchema);

/** The commune of the demo and of the browser tests. */
export const demoCommune = { agencyCode: 'H02.15.20', unitName: 'UBND xã Lục Sơn' };

/** A one-time code with which a desk makes itself known to the district that runs on `dataFolder`. */
export const issueEnrolmentCode = async (dataFolder: string, desk: { agencyCode: string; unitName: string; deskNumber: number; isReplacement?: boolean }): Promise<string> => {
  const { url, adminToken } = z.object({ url: z.url(), adminToken: z.string() }).parse(JSON.parse(readFileSync(readyFile(dataFolder), 'utf8')));
  const response = await fetch(new URL('/v1/admin/enrolment-codes', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${adminToken}` },
    body: JSON.stringify(desk),
  });
  if (!response.ok) throw new Error(`the district issued no enrolment code: ${response.status} ${await response.text()}`);
  return z.object({ code: z.string() }).parse(await response.json()).code;
};
