import { expect, it } from 'vitest';
import { z } from 'zod';
import { readPayload } from '../../domain/payload.ts';

const named = z.strictObject({ name: z.string() });
const numbered = z.strictObject({ number: z.int() });

it('a payload that fits one schema is judged anew by another', () => {
  const payload = { name: 'Lục Sơn' };
  expect(readPayload(named, payload)).toEqual({ success: true, data: payload });
  expect(readPayload(named, payload)).toEqual({ success: true, data: payload });
  expect(readPayload(numbered, payload)).toEqual({ success: false });
});

it('a payload that does not fit stays unfit, and a copy of a fitting one is judged by itself', () => {
  const payload = { name: 7 };
  expect(readPayload(named, payload)).toEqual({ success: false });
  expect(readPayload(named, payload)).toEqual({ success: false });
  readPayload(named, { name: 'Lục Sơn' });
  expect(readPayload(named, { name: 'Lục Sơn', extra: 1 })).toEqual({ success: false });
});
