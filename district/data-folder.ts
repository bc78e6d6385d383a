import { homedir } from 'node:os';
import { join } from 'node:path';

export const defaultDataFolder = (): string => join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'quay-mot-cua-district');

/** Written 0600 while the server runs: where it listens and the administrator's token, for `enrolment.ts`. */
export const readyFile = (dataFolder: string): string => join(dataFolder, 'server.json');
