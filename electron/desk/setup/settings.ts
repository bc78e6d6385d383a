import { readdir } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { canonicalJson } from '../../../domain/canonical.ts';
import { bankOf } from '../../../domain/desk/banks.ts';
import { type BankAccount, bankAccountSchema, deskSettingsSchema, type DeskSettings, type Unit, unitSchema } from '../../../domain/desk/desk.ts';
import type { NewEvent } from '../../../domain/event.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import type { SignedInDesk } from '../desk.ts';

/** The agency's code is not among the names: officers' and dossiers' ids are made from it. */
export type UnitNames = Omit<Unit, 'agencyCode'>;

export type SettingsView = {
  unit: Unit;
  deskNumber: number;
  scannerFolders: string[];
  settings: DeskSettings;
};

/** Only what is to change. The bank's name follows from its BIN; an account of `null` takes the account away. */
export type SettingsChange = {
  unit?: UnitNames | undefined;
  scannerFolders?: string[] | undefined;
  hasQueueTickets?: boolean | undefined;
  maxExtensions?: number | undefined;
  originalsKeptDays?: number | undefined;
  bankAccount?: Omit<BankAccount, 'bankName'> | null | undefined;
};

/** Everybody's: what the desk is set to stands behind what officers see. */
export const viewSettings = ({ store }: Pick<SignedInDesk, 'store'>): SettingsView => {
  const { unit, number, scannerFolders, settings } = store.state('desk', store.deskId)!;
  return { unit, deskNumber: number, scannerFolders, settings };
};

/** Writes down what differs, each kind of change as an event of its own, all in one transaction. */
export const changeSettings = async (desk: SignedInDesk, change: SettingsChange): Promise<SettingsView | Problem> => {
  const { store, officer } = desk;
  const now = viewSettings(desk);
  const folders = change.scannerFolders && [...new Set(change.scannerFolders.map((folder) => plainPath(folder.trim())))];
  for (const folder of folders ?? []) {
    // One that is watched already may be a share that is off at the moment: that is for the status bar to say.
    if (!now.scannerFolders.includes(folder) && !(await isFolder(folder))) return problem('setup.scannerFolderMissing', { folder });
  }
  const settings = settingsOf(change);
  if (isProblem(settings)) return settings;

  return store.write(officer.id, (tx): SettingsView | Problem => {
    const { unit, scannerFolders, settings: known } = viewSettings(desk);
    const append = (type: string, payload: NewEvent['payload']): void => void tx.append({ entity: 'desk', entityId: store.deskId, type, payload });
    if (change.unit) {
      const names = unitSchema.safeParse({ ...change.unit, agencyCode: unit.agencyCode });
      if (!names.success) return problem('input.malformed', { field: `unit.${names.error.issues[0]?.path.join('.')}` });
      if (!isSame(names.data, unit)) append('desk.unitChanged', names.data);
    }
    if (folders && !isSame(folders, scannerFolders)) append('desk.scannerFoldersChanged', { scannerFolders: folders });
    const changed = Object.fromEntries(Object.entries(settings).filter(([name, value]) => !isSame(value, known[name as keyof DeskSettings])));
    if (Object.keys(changed).length > 0) append('desk.settingsChanged', changed);
    return viewSettings(desk);
  });
};

const settingsOf = ({ hasQueueTickets, maxExtensions, originalsKeptDays, bankAccount }: SettingsChange): Partial<DeskSettings> | Problem => {
  const account = bankAccount && accountOf(bankAccount);
  if (isProblem(account)) return account;
  const given = Object.entries({ hasQueueTickets, maxExtensions, originalsKeptDays, bankAccount: account }).filter(([, value]) => value !== undefined);
  const parsed = deskSettingsSchema.partial().safeParse(Object.fromEntries(given));
  if (!parsed.success) return problem('input.malformed', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  return parsed.data as Partial<DeskSettings>;
};

/** As typed from a passbook: with spaces, the holder with diacritics. */
const accountOf = ({ bin, account, holder }: Omit<BankAccount, 'bankName'>): BankAccount | Problem => {
  const bank = bankOf(bin);
  if (!bank) return problem('input.malformed', { field: 'bankAccount.bin' });
  const parsed = bankAccountSchema.safeParse({ bin, bankName: bank.name, account: account.replace(/[\s.-]/g, '').toUpperCase(), holder: holder.trim().replace(/\s+/g, ' ') });
  return parsed.success ? parsed.data : problem('input.malformed', { field: `bankAccount.${parsed.error.issues[0]?.path.join('.')}` });
};

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/** Without a separator at its end and the like: the same folder written twice would be watched twice. */
const plainPath = (path: string): string => (isAbsolute(path) ? resolve(path) : path);

/** Set-up makes a folder that is missing; on a desk at work it is more likely a typing error. */
const isFolder = async (path: string): Promise<boolean> => {
  if (!isAbsolute(path)) return false;
  try {
    await readdir(path);
    return true;
  } catch {
    return false;
  }
};
