import type { Desk } from '../desk/desk.ts';
import type { Sessions } from '../desk/identity/sessions.ts';
import { type Access, cookie, cookiesOf, sessionCookie } from './access.ts';
import type { RequestSession } from './context.ts';

/** Screens ask these again by themselves whenever something changes: they do not show that anybody is there. */
const unattended = new Set([
  'changes',
  'setup.status',
  'identity.me',
  'identity.officers',
  'home.summary',
  'settings.view',
  'queue.display',
  'queue.board',
  'citizen.view',
  'citizen.organisation',
  'reception.drafts',
  'reception.glance',
  'reception.organisation',
  'reception.duplicates',
  'reception.reusable',
  'reception.reuseRate',
  'reception.deadline',
  'digitisation.filed',
  'digitisation.folders',
  'digitisation.inbox',
  'digitisation.open',
  'digitisation.detectPages',
  'digitisation.refused',
  'digitisation.suggestions',
  'digitisation.proposals',
  'digitisation.stacks',
  'dossier.board',
  'dossier.get',
  'forms.packs',
  'forms.register',
  'dossier.list',
  'reports.figures',
  'reports.dossiers',
  'results.waiting',
  'reminders.list',
  'signing.queue',
  'signing.tokens',
  'signing.verify',
  'sync.status',
  'sync.rejections',
]);

export type Seat = { access: Access; sessions: Sessions; desk: Pick<Desk, 'store'> };

/** @param operations what this request asks for */
export const requestSession = (
  { access, sessions, desk }: Seat,
  request: Request,
  operations: readonly string[],
  setCookie: (line: string) => void,
): RequestSession => {
  const name = sessionCookie(access);
  const isAttended = operations.some((operation) => !unattended.has(operation));
  let token = cookiesOf(request).get(name);
  return {
    officer: () => {
      const officerId = token === undefined ? undefined : sessions.officerId(token, isAttended);
      const officer = officerId === undefined ? undefined : desk.store.state('officer', officerId);
      if (officer?.isActive) return officer;
      // Deactivated, perhaps at another desk: a session that is only passed over would come back with the officer.
      if (officer) sessions.endAllOf(officer.id);
      return undefined;
    },
    begin: (officerId) => {
      if (token !== undefined) sessions.end(token);
      token = sessions.begin(officerId);
      setCookie(cookie(name, token));
    },
    end: () => {
      if (token !== undefined) sessions.end(token);
      token = undefined;
      setCookie(cookie(name, '', 0));
    },
    endOthersOf: (officerId) => sessions.endAllOf(officerId, token),
    endAllOf: (officerId) => sessions.endAllOf(officerId),
  };
};
