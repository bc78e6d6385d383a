import { z } from 'zod';

/** The numbers that can be opened as a list, as they stand in an address. */
export const listNames = ['openOverdue', 'solvedLate', 'open', 'received', 'onlineOfOnlineProcedure', 'digitised'] as const;
export type ListName = (typeof listNames)[number];

export const listSearch = { list: z.enum(listNames).optional().catch(undefined), field: z.string().max(300).optional().catch(undefined) };
