/**
 * Who at the level above may do what in its console: the one table, as `domain/permissions.ts` is for the desks. Figures name
 * nobody and are for all; a dossier is for those who follow it up; who a citizen is, and their papers, only for the leader who answers for it
 * (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). `administrator` gives access and does not thereby have it.
 */
export const consoleRoles = ['viewer', 'leader', 'catalogue', 'administrator'] as const;
export type ConsoleRole = (typeof consoleRoles)[number];

type Rule = readonly ConsoleRole[] | 'signedIn' | 'public';

const followUp = ['viewer', 'leader'] as const satisfies readonly ConsoleRole[];

export const consolePermissions = {
  'identity.me': 'public',
  'identity.signIn': 'public',
  // With a session that has ended already it does nothing, and must not greet anybody with an error.
  'identity.signOut': 'public',
  'identity.presence': 'signedIn',
  // One's own, with the current one.
  'identity.setPassword': 'signedIn',

  'overview.communes': 'signedIn',
  'overview.fields': 'signedIn',

  'dossiers.list': followUp,
  'dossiers.view': followUp,
  // No operation: whether names and papers are in what the two above give.
  'dossiers.person': ['leader'],

  'reminders.list': followUp,
  'reminders.send': ['leader'],

  // The catalogue and the calendar are public knowledge.
  'catalogue.list': 'signedIn',
  'catalogue.get': 'signedIn',
  'catalogue.publish': ['catalogue'],
  'catalogue.retire': ['catalogue'],
  'catalogue.restore': ['catalogue'],
  'catalogue.previewImport': ['catalogue'],
  'catalogue.import': ['catalogue'],
  'calendar.view': 'signedIn',
  'calendar.publishYear': ['catalogue'],
  'calendar.publishHours': ['catalogue'],

  'desks.issueCode': ['administrator'],
  'officers.list': ['administrator'],
  'officers.add': ['administrator'],
  'officers.change': ['administrator'],
  'officers.deactivate': ['administrator'],
  'officers.reactivate': ['administrator'],

  'users.list': ['administrator'],
  'users.add': ['administrator'],
  'users.change': ['administrator'],
  'users.resetPassword': ['administrator'],
  'audit.list': ['administrator'],

  // Binary route, outside the router.
  'files.document': ['leader'],
} as const satisfies Record<string, Rule>;

export type ConsoleOperation = keyof typeof consolePermissions;

/** @param roles of whoever is signed in; undefined when nobody is */
export const mayInConsole = (roles: readonly ConsoleRole[] | undefined, operation: string): boolean => {
  const rule: Rule | undefined = Object.hasOwn(consolePermissions, operation) ? consolePermissions[operation as ConsoleOperation] : undefined;
  if (rule === undefined) return false;
  if (rule === 'public') return true;
  if (roles === undefined) return false;
  return rule === 'signedIn' || rule.some((role) => roles.includes(role));
};
