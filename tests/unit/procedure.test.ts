import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventSchemas, fold } from '../../domain/entities.ts';
import { catalogueEvents, procedureIdOf } from '../../domain/procedure/catalogue.ts';
import { type DraftDocument, withDocumentKeys } from '../../domain/procedure/document-keys.ts';
import { describeLimit } from '../../domain/procedure/limit-text.ts';
import type { ProcedureFields } from '../../domain/procedure/procedure.ts';
import { event } from './histories.ts';

describe('the procedure catalogue', () => {
  const events = catalogueEvents();

  it('fits the schema, each procedure under its own id', () => {
    for (const { payload } of events) expect(eventSchemas.procedure['procedure.published']!.safeParse(payload).error).toBeUndefined();
    expect(new Set(events.map(({ entityId }) => entityId)).size).toBe(events.length);
  });

  it('has the same ids on every desk and after every update of the program', () => {
    expect([procedureIdOf({ code: '1.001193', name: 'x' }), procedureIdOf({ code: null, name: 'Thủ tục đăng ký hoạt động tín ngưỡng' })]).toEqual([
      procedureIdOf({ code: '1.001193', name: 'y' }),
      procedureIdOf({ code: null, name: 'Thủ tục đăng ký hoạt động tín ngưỡng'.normalize('NFD') }),
    ]);
  });

  it('names the papers of a procedure d01, d02 …', () => {
    const birth = events.find(({ payload }) => payload.code === '1.001193')!.payload as ProcedureFields;
    expect(birth.documents.map(({ key }) => key)).toEqual(['d01', 'd02', 'd03', 'd04', 'd05', 'd06', 'd07']);
  });

  it('does not bring back what was edited or retired, when another desk starts', () => {
    const { payload } = events[0]!;
    const edited = { ...payload, isBaseline: undefined, feeVnd: 5000 };
    const history = [event(0, 'procedure.published', payload), event(1, 'procedure.published', edited), event(2, 'procedure.retired', { reason: 'bãi bỏ' }), event(3, 'procedure.published', payload, { desk: 'b' })];
    expect(fold('procedure', history)).toMatchObject({ feeVnd: 5000, isRetired: true, version: history[1]!.hash });
    expect(fold('procedure', [...history, event(4, 'procedure.published', edited)])).toMatchObject({ isRetired: false });
  });
});

describe('the time limit in the words of the receipt', () => {
  it.each([
    [{ value: 3, unit: 'working-day' }, '3 ngày làm việc'],
    [{ value: 30, unit: 'day' }, '30 ngày'],
    [{ value: 1, unit: 'hour' }, '1 giờ làm việc'],
    [{ value: 0, unit: 'same-day' }, 'Trong ngày làm việc'],
    [{ value: 0, unit: 'same-day', cutoff: '15:00' }, 'Trong ngày làm việc; nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo'],
    [{ value: 0, unit: 'same-day', cutoff: '15:30' }, 'Trong ngày làm việc; nhận sau 15 giờ 30 phút thì trả trong ngày làm việc tiếp theo'],
  ] as const)('%j', (limit, text) => expect(describeLimit(limit)).toBe(text));
});

describe('the keys of papers', () => {
  const paper = (key: string | undefined): DraftDocument => ({ key, name: 'Giấy', kind: 'original', quantity: 1, required: true, note: '' });
  const key = fc.oneof(fc.integer({ min: 1, max: 200 }).map((n) => `d${String(n).padStart(2, '0')}`), fc.stringMatching(/^[a-z]{1,6}$/));

  it('stay where they are, are all different, and a new paper never takes one that was used before', () => {
    fc.assert(
      fc.property(fc.uniqueArray(key, { maxLength: 12 }), fc.array(fc.boolean(), { maxLength: 12 }), fc.integer({ min: 0, max: 6 }), (used, kept, added) => {
        const stays = used.filter((_, index) => kept[index]);
        const keyed = withDocumentKeys([...stays.map(paper), ...Array.from({ length: added }, () => paper(undefined))], new Set(used)).map((document) => document.key);
        expect(keyed.slice(0, stays.length)).toEqual(stays);
        expect(new Set(keyed).size).toBe(keyed.length);
        expect(keyed.slice(stays.length).filter((fresh) => used.includes(fresh))).toEqual([]);
      }),
    );
  });
});
