import type { z } from 'zod';

/**
 * Payloads known to fit, by the schema that they fit. An event is checked at the door (when it is appended, or judged by the
 * district) and folded right after; checking it again would cost as much as the rest of the fold.
 */
const fitting = new WeakMap<object, z.ZodType>();

/** For a payload that was made from one that has passed its schema. */
export const markFitting = (schema: z.ZodType, payload: object): void => void fitting.set(payload, schema);

/** The payload, if it has the schema's shape. No event schema changes what it reads, so the payload itself is what was parsed. */
export const readPayload = <S extends z.ZodType>(schema: S, payload: object): { success: true; data: z.infer<S> } | { success: false } => {
  if (fitting.get(payload) === schema) return { success: true, data: payload as z.infer<S> };
  if (!schema.safeParse(payload).success) return { success: false };
  fitting.set(payload, schema);
  return { success: true, data: payload as z.infer<S> };
};
