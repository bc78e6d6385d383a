import { z } from 'zod';

/**
 * The owner's digitised papers were handed out as files. It changes nothing of what is known and is kept as the trace of who gave out
 * personal data when and what for (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
 */
export const papersExportedSchema = z.strictObject({
  documentIds: z.array(z.string()).min(1).max(500),
  purpose: z.string().min(1).max(1000),
});
