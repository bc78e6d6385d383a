import { readFileSync } from 'node:fs';

/** Of the program as a whole, from its package. In source and compiled the package stands at different depths. */
export const programVersion = (): string => {
  for (const up of ['../../package.json', '../../../package.json']) {
    try {
      const { version } = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as { version?: string };
      if (version !== undefined) return version;
    } catch {
      continue;
    }
  }
  return '';
};
