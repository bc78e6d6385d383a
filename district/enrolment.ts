import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isProblem } from '../domain/problem.ts';
import { defaultDataFolder, readyFile } from './data-folder.ts';

/**
 * Asks the running server for a one-time enrolment code:
 * `node district/enrolment.ts --agency H02.15.20 --unit "UBND xã Lục Sơn" --desk 1 [--replace] [--data DIR]`.
 * Through the server, because an embedded database can be open in one process only.
 */
const { values } = parseArgs({
  options: {
    agency: { type: 'string' },
    unit: { type: 'string' },
    desk: { type: 'string' },
    replace: { type: 'boolean', default: false },
    data: { type: 'string', default: defaultDataFolder() },
  },
});

const fail = (text: string): never => {
  console.error(text);
  process.exit(1);
};

if (!values.agency || !values.unit) fail('Usage: node district/enrolment.ts --agency H02.15.20 --unit "UBND xã Lục Sơn" [--desk 1] [--replace] [--data DIR]');
if (!existsSync(readyFile(values.data))) fail(`No district server is running on ${values.data}. Start it with: npm run district`);
const { url, adminToken } = JSON.parse(readFileSync(readyFile(values.data), 'utf8')) as { url: string; adminToken: string };
const response = await fetch(`${url}/v1/admin/enrolment-codes`, {
  method: 'POST',
  headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
  body: JSON.stringify({
    agencyCode: values.agency,
    unitName: values.unit,
    ...(values.desk === undefined ? {} : { deskNumber: Number(values.desk) }),
    isReplacement: values.replace,
  }),
}).catch((error: unknown) => fail(`The district server at ${url} does not answer: ${String(error)}`));
const answer = (await response.json()) as { code: string; expiresAt: number };
if (isProblem(answer)) fail(`Refused: ${answer.problem} ${JSON.stringify(answer.data)}`);
console.log(JSON.stringify({ code: answer.code, expiresAt: new Date(answer.expiresAt).toISOString() }));
