import { access, readdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { canonicalJson } from '../../../domain/canonical.ts';
import { type SigningSettings, signingSettingsSchema, usualSigningSettings } from '../../../domain/desk/signing-settings.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk, SignedInDesk } from '../desk.ts';
import type { SigningSettingsView } from './types.ts';

export const signingSettings = ({ store }: Pick<Desk, 'store'>): SigningSettings => store.state('desk', store.deskId)?.signing ?? usualSigningSettings;

export const viewSigningSettings = (desk: Pick<Desk, 'store'>): SigningSettingsView => ({
  ...signingSettings(desk),
  unitName: desk.store.state('desk', desk.store.deskId)!.unit.name,
});

/** Only what is to change. A driver is a program that the desk will run, so each change stands in the log with who made it. */
export const changeSigningSettings = async (desk: SignedInDesk, change: Partial<SigningSettings>): Promise<SigningSettingsView | Problem> => {
  const parsed = signingSettingsSchema.partial().safeParse(change);
  if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const now = signingSettings(desk);
  // One that is known already may be on a stick that is not in at the moment.
  for (const path of parsed.data.modules ?? []) if (!now.modules.includes(path) && !(await isThere(path))) return problem('signing.moduleMissing', { path });
  for (const path of parsed.data.keyFiles ?? []) if (!now.keyFiles.includes(path) && !(await isThere(path))) return problem('signing.keyFileUnreadable', { path });
  const folder = parsed.data.trustedRootsFolder;
  if (folder !== undefined && folder !== '' && folder !== now.trustedRootsFolder && !(await isFolder(folder))) return problem('signing.folderMissing', { folder });

  desk.store.write(desk.officer.id, (tx) => {
    const known = signingSettings(desk);
    const changed = Object.fromEntries(Object.entries(parsed.data).filter(([name, value]) => value !== undefined && canonicalJson(value) !== canonicalJson(known[name as keyof SigningSettings])));
    if (Object.keys(changed).length > 0) tx.append({ entity: 'desk', entityId: desk.store.deskId, type: 'desk.signingChanged', payload: changed });
  });
  return viewSigningSettings(desk);
};

const isThere = async (path: string): Promise<boolean> =>
  isAbsolute(path) &&
  (await access(path).then(
    () => true,
    () => false,
  ));

const isFolder = async (path: string): Promise<boolean> =>
  isAbsolute(path) &&
  (await readdir(path).then(
    () => true,
    () => false,
  ));
