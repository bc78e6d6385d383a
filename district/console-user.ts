import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isProblem } from '../domain/problem.ts';
import { defaultDataFolder, readyFile } from './data-folder.ts';

/**
 * The console's first administrator, and a way back in when nobody knows a password any more:
 * `node district/console-user.ts --username quantri --name "Hoàng Văn Em" [--roles administrator,leader] [--data DIR]`.
 * Prints a password that is good for one sign-in. Through the server, because an embedded database can be open in one process only.
 */
const { values } = parseArgs({
  options: {
    username: { type: 'string' },
    name: { type: 'string' },
    roles: { type: 'string', default: 'administrator' },
    data: { type: 'string', default: defaultDataFolder() },
  },
});

const fail = (text: string): never => {
  console.error(text);
  process.exit(1);
};

if (!values.username || !values.name) fail('Usage: node district/console-user.ts --username quantri --name "Hoàng Văn Em" [--roles administrator,leader] [--data DIR]');
if (!existsSync(readyFile(values.data))) fail(`No district server is running on ${values.data}. Start it with: npm run district`);
const { url, adminToken } = JSON.parse(readFileSync(readyFile(values.data), 'utf8')) as { url: string; adminToken: string };
const response = await fetch(`${url}/console/admin/users`, {
  method: 'POST',
  headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
  body: JSON.stringify({ username: values.username, fullName: values.name, roles: values.roles.split(',') }),
}).catch((error: unknown) => fail(`The district server at ${url} does not answer: ${String(error)}`));
const answer = (await response.json()) as { username: string; password: string };
if (isProblem(answer)) fail(`Refused: ${answer.problem} ${JSON.stringify(answer.data)}`);
console.log(JSON.stringify({ ...answer, address: `${url}/console/` }));
