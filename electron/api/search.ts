import { z } from 'zod';
import { search } from '../desk/search/search.ts';
import { officerOperation, router } from './trpc.ts';

export const searchRouter = router({
  query: officerOperation.input(z.strictObject({ text: z.string().max(200) })).query(({ ctx, input }) => search(ctx.desk, input)),
});
