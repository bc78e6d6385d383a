import { z } from 'zod';
import { calendarEvents } from '../../domain/calendar/calendar.ts';
import { publishHours, publishYear } from '../desk/calendar/publish.ts';
import { viewCalendar } from '../desk/calendar/view.ts';
import { officerOperation, router, settled } from './trpc.ts';

const halfDays = z.array(z.strictObject({ date: z.string().max(10), name: z.string().max(300), hours: z.array(z.tuple([z.int().min(0).max(1440), z.int().min(0).max(1440)])).max(4) })).max(60);
const named = z.array(z.strictObject({ date: z.string().max(10), name: z.string().max(300) })).max(366);

export const calendarRouter = router({
  view: officerOperation.query(({ ctx }) => viewCalendar(ctx.desk)),
  publishYear: officerOperation
    .input(z.strictObject({ year: z.int().min(2000).max(2200), daysOff: named, workingSaturdays: named, halfDays: halfDays.optional() }))
    .mutation(({ ctx, input }) => settled(publishYear(ctx.desk, input))),
  publishHours: officerOperation
    .input(calendarEvents['calendar.hoursPublished'].omit({ isBaseline: true }).extend({ field: z.string().min(1).max(300).nullable() }))
    .mutation(({ ctx, input }) => settled(publishHours(ctx.desk, input))),
});
