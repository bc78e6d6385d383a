import { z } from 'zod';
import { calendarEvents } from '../../domain/calendar/calendar.ts';
import { officerFieldsSchema } from '../../domain/officer/officer.ts';
import { isProblem } from '../../domain/problem.ts';
import { procedureFieldsSchema, requiredDocumentSchema } from '../../domain/procedure/procedure.ts';
import { indicatorIds } from '../../domain/reports/indicators.ts';
import { measureIds } from '../../domain/reports/measures.ts';
import { addMonths } from '../../domain/time.ts';
import { audit, listAudit } from './audit.ts';
import { publishHours, publishYear, viewCalendar } from './calendar.ts';
import { getProcedure, importCatalogue, listCatalogue, previewImport, publishProcedure, retireProcedure } from './catalogue.ts';
import { issueCode } from './desks.ts';
import { listDossiers } from './dossier-list.ts';
import { openDossier } from './dossier-page.ts';
import { addOfficer, changeOfficer, deactivateOfficer, listOfficers, officerChangeSchema, reactivateOfficer } from './officers.ts';
import { communesOverview, fieldsOverview } from './overview.ts';
import { listReminders, reminderInputSchema, sendReminder } from './reminders.ts';
import { operation, router, settled, signedInOperation } from './trpc.ts';
import { addUser, changeUser, checkPassword, listUsers, resetPassword, setPassword, userFieldsSchema, userOf } from './users.ts';

const passwordSchema = z.string().max(200);
const agencyCodeSchema = z.string().max(64);
const idSchema = z.string().min(1).max(128);
const reasonSchema = z.string().trim().min(1).max(2000);

const identityRouter = router({
  me: operation.query(({ ctx }) => ({ district: { name: ctx.district.name, level: ctx.district.level }, user: ctx.user ?? null })),
  signIn: operation.input(z.strictObject({ username: z.string().max(100), password: passwordSchema })).mutation(async ({ ctx, input }) => {
    const user = settled(await checkPassword(ctx.district, input));
    await audit(ctx.district.db, { district: ctx.district, user }, { action: 'identity.signIn', subject: user.username });
    ctx.session.begin(user.id);
    return { user: (await userOf(ctx.district, user.id)) ?? null };
  }),
  signOut: operation.mutation(async ({ ctx }) => {
    if (ctx.user) await audit(ctx.district.db, { district: ctx.district, user: ctx.user }, { action: 'identity.signOut', subject: ctx.user.username });
    ctx.session.end();
    return { isSignedOut: true as const };
  }),
  /** Somebody is at the screen, reading. */
  presence: signedInOperation.mutation(() => ({ isPresent: true as const })),
  setPassword: signedInOperation.input(z.strictObject({ currentPassword: passwordSchema, password: passwordSchema })).mutation(async ({ ctx, input }) => {
    const set = settled(await setPassword(ctx.console, input));
    ctx.session.endOthersOf(ctx.console.user.id);
    return set;
  }),
});

/** Vietnam days, both included; four years are more than any report asks for. */
const periodSchema = { from: z.iso.date(), to: z.iso.date() };
const isPeriod = ({ from, to }: { from: string; to: string }): boolean => from <= to && to < addMonths(from, 48);
const listedSchema = z.union([
  z.strictObject({ measure: z.enum(measureIds) }),
  z.strictObject({ indicator: z.enum(indicatorIds), part: z.enum(['numerator', 'denominator']) }),
]);

const overviewRouter = router({
  communes: signedInOperation.input(z.strictObject(periodSchema).refine(isPeriod)).query(({ ctx, input }) => communesOverview(ctx.console, input)),
  fields: signedInOperation.input(z.strictObject({ ...periodSchema, agencyCode: agencyCodeSchema.optional() }).refine(isPeriod)).query(({ ctx, input }) => fieldsOverview(ctx.console, input)),
});

const dossiersRouter = router({
  list: signedInOperation
    .input(z.strictObject({ ...periodSchema, agencyCode: agencyCodeSchema.optional(), field: z.string().max(300).optional(), listed: listedSchema, cursor: z.string().max(300).optional() }).refine(isPeriod))
    .query(({ ctx, input: { listed, field, ...input } }) => listDossiers(ctx.console, { ...input, ...listed, ...(field !== undefined && { filter: { field } }) })),
  view: signedInOperation.input(z.strictObject({ agencyCode: agencyCodeSchema, id: idSchema })).query(async ({ ctx, input }) => settled(await openDossier(ctx.console, input))),
});

const remindersRouter = router({
  list: signedInOperation.input(z.strictObject({ agencyCode: agencyCodeSchema.optional() })).query(({ ctx, input }) => listReminders(ctx.console, input)),
  send: signedInOperation.input(reminderInputSchema).mutation(async ({ ctx, input }) => settled(await sendReminder(ctx.console, input))),
});

/** The door lets larger bodies in for the two operations with a file (`app.ts`). */
const fileSchema = z.string().max(8_000_000);
const draftSchema = procedureFieldsSchema.omit({ isBaseline: true }).extend({
  documents: z.array(requiredDocumentSchema.extend({ key: requiredDocumentSchema.shape.key.optional() })).max(200),
});
const retireSchema = z.strictObject({ id: idSchema, reason: reasonSchema });

const catalogueRouter = router({
  list: signedInOperation.query(({ ctx }) => listCatalogue(ctx.console)),
  get: signedInOperation.input(z.strictObject({ id: idSchema })).query(async ({ ctx, input }) => settled(await getProcedure(ctx.console, input))),
  publish: signedInOperation.input(z.strictObject({ id: idSchema.optional(), fields: draftSchema })).mutation(async ({ ctx, input }) => settled(await publishProcedure(ctx.console, input))),
  retire: signedInOperation.input(retireSchema).mutation(async ({ ctx, input }) => settled(await retireProcedure(ctx.console, 'procedure.retired', input))),
  restore: signedInOperation.input(retireSchema).mutation(async ({ ctx, input }) => settled(await retireProcedure(ctx.console, 'procedure.restored', input))),
  // Reads only; but a whole file is no question.
  previewImport: signedInOperation.input(z.strictObject({ json: fileSchema })).mutation(async ({ ctx, input }) => settled(await previewImport(ctx.console, input))),
  import: signedInOperation
    .input(z.strictObject({ json: fileSchema, retireMissing: z.strictObject({ reason: reasonSchema }).optional() }))
    .mutation(async ({ ctx, input }) => settled(await importCatalogue(ctx.console, input))),
});

const named = z.array(z.strictObject({ date: z.string().max(10), name: z.string().max(300) })).max(366);

const calendarRouter = router({
  view: signedInOperation.query(({ ctx }) => viewCalendar(ctx.console)),
  publishYear: signedInOperation
    .input(z.strictObject({ year: z.int().min(2000).max(2200), daysOff: named, workingSaturdays: named }))
    .mutation(async ({ ctx, input }) => settled(await publishYear(ctx.console, input))),
  publishHours: signedInOperation
    .input(calendarEvents['calendar.hoursPublished'].omit({ isBaseline: true }).extend({ field: z.string().min(1).max(300).nullable() }))
    .mutation(async ({ ctx, input }) => settled(await publishHours(ctx.console, input))),
});

const officersRouter = router({
  list: signedInOperation.input(z.strictObject({ agencyCode: agencyCodeSchema })).query(({ ctx, input }) => listOfficers(ctx.console, input)),
  add: signedInOperation.input(z.strictObject({ agencyCode: agencyCodeSchema, fields: officerFieldsSchema })).mutation(async ({ ctx, input }) => settled(await addOfficer(ctx.console, input))),
  change: signedInOperation
    .input(z.strictObject({ agencyCode: agencyCodeSchema, officerId: idSchema, changes: officerChangeSchema }))
    .mutation(async ({ ctx, input }) => settled(await changeOfficer(ctx.console, input))),
  deactivate: signedInOperation
    .input(z.strictObject({ agencyCode: agencyCodeSchema, officerId: idSchema, reason: reasonSchema }))
    .mutation(async ({ ctx, input }) => settled(await deactivateOfficer(ctx.console, input))),
  reactivate: signedInOperation.input(z.strictObject({ agencyCode: agencyCodeSchema, officerId: idSchema })).mutation(async ({ ctx, input }) => settled(await reactivateOfficer(ctx.console, input))),
});

const usersRouter = router({
  list: signedInOperation.query(({ ctx }) => listUsers(ctx.console)),
  add: signedInOperation.input(userFieldsSchema).mutation(async ({ ctx, input }) => settled(await addUser(ctx.console, input))),
  change: signedInOperation
    .input(userFieldsSchema.omit({ username: true }).partial().extend({ userId: idSchema, isActive: z.boolean().optional() }))
    .mutation(async ({ ctx, input }) => {
      const changed = await changeUser(ctx.console, input);
      if (!isProblem(changed) && !changed.isActive) ctx.sessions.endAllOf(input.userId);
      return settled(changed);
    }),
  resetPassword: signedInOperation.input(z.strictObject({ userId: idSchema })).mutation(async ({ ctx, input }) => {
    const reset = settled(await resetPassword(ctx.console, input));
    ctx.sessions.endAllOf(input.userId);
    return reset;
  }),
});

export const consoleRouter = router({
  identity: identityRouter,
  overview: overviewRouter,
  dossiers: dossiersRouter,
  reminders: remindersRouter,
  catalogue: catalogueRouter,
  calendar: calendarRouter,
  desks: router({
    issueCode: signedInOperation
      .input(z.strictObject({ agencyCode: agencyCodeSchema, unitName: z.string().trim().min(1).max(300), deskNumber: z.int().min(0).max(9), isReplacement: z.boolean() }))
      .mutation(async ({ ctx, input }) => settled(await issueCode(ctx.console, input))),
  }),
  officers: officersRouter,
  users: usersRouter,
  audit: router({
    list: signedInOperation.input(z.strictObject({ userId: idSchema.optional(), cursor: z.int().positive().optional() })).query(({ ctx, input }) => listAudit(ctx.console, input)),
  }),
});

/** What the screens know of the console: import it with `import type` only. */
export type ConsoleRouter = typeof consoleRouter;
