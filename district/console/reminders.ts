import { and, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DossierState } from '../../domain/dossier/state.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { reminderEvents, type ReminderState } from '../../domain/reminder/reminder.ts';
import { rowsOf } from '../database.ts';
import { publishDecided } from '../publish.ts';
import { states } from '../schema.ts';
import { agencyOf } from './agencies.ts';
import { audit } from './audit.ts';
import type { Console } from './context.ts';

export const reminderInputSchema = z.strictObject({
  /** Made by the page, so that a request sent again after a lost answer sends no second reminder. */
  id: z.uuid(),
  agencyCode: z.string().max(64),
  text: z.string().trim().min(1).max(reminderEvents['reminder.sent'].shape.text.maxLength!),
  dossierIds: z.array(z.string().max(128)).max(500),
});

/** To one commune: it is there on the next sync of each of its desks. */
export const sendReminder = async (console: Console, { id, agencyCode, text, dossierIds }: z.infer<typeof reminderInputSchema>): Promise<{ id: string } | Problem> => {
  const { district, user } = console;
  const agency = await agencyOf(district.db, agencyCode);
  if (isProblem(agency)) return agency;
  return publishDecided(district, { actorId: user.id, agencyCode }, async (tx) => {
    const [sent] = await tx.select({ id: states.entityId }).from(states).where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'reminder'), eq(states.entityId, id)));
    if (sent) return { changes: [], result: { id } };
    const wanted = [...new Set(dossierIds)];
    const known =
      wanted.length === 0
        ? []
        : await tx.select({ state: states.state }).from(states).where(and(eq(states.agencyCode, agencyCode), eq(states.entity, 'dossier'), inArray(states.entityId, wanted)));
    const codes = new Map(known.flatMap(({ state }) => (state ? [[(state as DossierState).id, (state as DossierState).code]] : [])));
    if (codes.size < wanted.length) return problem('dossier.unknown', { id: wanted.find((dossierId) => !codes.has(dossierId))! });
    const dossiers = wanted.map((dossierId) => ({ id: dossierId, code: codes.get(dossierId)! }));
    await audit(tx, console, { action: 'reminders.send', agencyCode, subject: agency.unitName, detail: { reminderId: id, text, dossiers: dossiers.map(({ code }) => code) } });
    return { changes: [{ entity: 'reminder', entityId: id, type: 'reminder.sent', payload: { agencyCode, text, dossiers, senderName: user.fullName } }], result: { id } };
  });
};

export type ListedReminder = ReminderState & { unitName: string };

/** More than anybody reads; the older ones are in the log. */
const listed = 300;

/** Those without an answer first, each the newest first. */
export const listReminders = async ({ district }: Console, { agencyCode }: { agencyCode?: string | undefined }): Promise<ListedReminder[]> => {
  const rows = await rowsOf<{ state: ReminderState; unit_name: string | null }>(
    district.db,
    sql`select s.state, a.unit_name from states s left join agencies a using (agency_code)
        where s.entity = 'reminder' and s.state is not null ${agencyCode === undefined ? sql`` : sql`and s.agency_code = ${agencyCode}`}
        order by s.state ? 'acknowledged', (s.state->>'sentAt')::bigint desc limit ${listed}`,
  );
  return rows.map(({ state, unit_name: unitName }) => ({ ...state, unitName: unitName ?? state.agencyCode }));
};
