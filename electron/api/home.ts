import { homeSummary } from '../desk/maintenance/home-summary.ts';
import { officerOperation, router } from './trpc.ts';

export const homeRouter = router({
  summary: officerOperation.query(({ ctx }) => homeSummary(ctx.desk)),
});
