import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../domain/officer/officer.ts';
import { can } from '../../domain/permissions.ts';
import type { Problem } from '../../domain/problem.ts';
import { procedureIdOf } from '../../domain/procedure/catalogue.ts';
import type { ProcedureDraft } from '../../domain/procedure/next-version.ts';
import type { ProcedureState } from '../../domain/procedure/procedure.ts';
import { setFavourites } from '../../electron/desk/catalogue/favourites.ts';
import { procedureHistory } from '../../electron/desk/catalogue/history.ts';
import { importCatalogue, previewImport } from '../../electron/desk/catalogue/import.ts';
import { publish } from '../../electron/desk/catalogue/publish.ts';
import { restore, retire } from '../../electron/desk/catalogue/retire.ts';
import { getProcedure, listProcedures } from '../../electron/desk/reception/procedures.ts';
import { procedureVersionOf } from '../../electron/desk/workflow/procedure-version.ts';
import { makeDesk, must, type TestDesk, testClock } from '../fixtures/desk.ts';
import { birth, marriage, receiveSome } from '../fixtures/reception.ts';
import { createTestDesk } from '../fixtures/test-desk.ts';

const death = procedureIdOf({ code: '1.000656', name: '' });
const certifiedCopy = procedureIdOf({ code: '2.000815', name: '' });

/** What an editor sends back of a procedure it was shown. */
const draftOf = (state: ProcedureState): ProcedureDraft => {
  const { id: _id, isRetired: _isRetired, version: _version, updatedAt: _updatedAt, isBaseline: _isBaseline, ...fields } = state;
  return structuredClone(fields);
};

/** The same as a procedure of its own: papers that nobody knows yet. */
const withoutKeys = (draft: ProcedureDraft): ProcedureDraft => ({ ...draft, documents: draft.documents.map(({ key: _key, ...document }) => document) });

describe('searching the procedures', () => {
  let made: TestDesk;
  beforeAll(async () => {
    made = await makeDesk({ hasOfficers: false });
  });
  afterAll(() => made.close());
  const found = (query: string) => listProcedures(made.desk, { query });
  const first = (query: string) => found(query)[0]?.code;

  it.each([
    ['khai sinh', '1.001193'],
    ['Đăng ký khai sinh', '1.001193'],
    ['dang ky khai sinh', '1.001193'],
    ['đăng kí khai sinh', '1.001193'],
    ['ket hon', '1.000894'],
    ['khai tử', '1.000656'],
    ['đăng ký lại khai sinh', '1.004884'],
    ['chung thuc chu ky', '2.000884'],
    ['di chuc', '2.001019'],
    ['tam tru', '1.004194'],
    ['tach ho', '1.010038'],
    ['ho kinh doanh', '1.001612'],
  ])('by name: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it.each([
    ['ks', '1.001193'],
    ['dkks', '1.001193'],
    ['ĐKKS', '1.001193'],
    ['kh', '1.000894'],
    ['kt', '1.000656'],
    ['gh', '1.004837'],
  ])('by abbreviation: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it.each([
    ['1.001193', '1.001193'],
    ['1001193', '1.001193'],
    ['001193', '1.001193'],
    ['2.0008', '2.000815'],
    ['0894', '1.000894'],
    ['2.000986', '3.000722'],
  ])('by code, also a part of it or without its dots: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it.each([
    ['khia sinh', '1.001193'],
    ['khai snih', '1.001193'],
    ['kai sinh', '1.001193'],
    ['khai sinhh', '1.001193'],
    ['ket hom', '1.000894'],
    ['tamtru', '1.004194'],
    ['dang ki ket hnn', '1.000894'],
  ])('with a typing error: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it.each([
    ['sinh khai', '1.001193'],
    ['hon ket dang ky', '1.000894'],
    ['hon nhan tinh trang', '1.004873'],
  ])('with the words in any order: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it.each([
    ['sao y', '2.000815'],
    ['giay cuoi', '1.000894'],
    ['giấy khai sinh', '1.001193'],
    ['làm giấy khai sinh cho con', '1.001193'],
    ['giay chung tu', '1.000656'],
    ['giay doc than', '1.004873'],
    ['nhap khau', '1.004222'],
    ['so do', '1.013978'],
  ])('in the words of a citizen: %j finds %s first', (query, code) => expect(first(query)).toBe(code));

  it('by field, and by a word of the name with one of the field', () => {
    expect(found('chứng thực').every(({ field, name }) => `${field} ${name}`.toLowerCase().includes('chứng thực'))).toBe(true);
    expect(found('khai sinh').every(({ name, alias }) => /khai sinh/i.test(alias ?? name))).toBe(true);
    expect(found('hộ tịch').map(({ code }) => code)).toEqual(expect.arrayContaining(['1.001193', '1.000894', '1.000656']));
    expect(first('ho tich khai tu')).toBe('1.000656');
  });

  it('says which of the citizens\' words answered, and only then', () => {
    expect(found('giay cuoi')[0]!.alias).toEqual(expect.stringMatching(/cưới/));
    expect(found('khai sinh')[0]!.alias).toBeNull();
  });

  it('answers the beginning of a question that nothing answers whole', () => {
    expect(first('đăng ký kết hôn có yếu tố nước ngoài')).toBe('1.000894');
    expect(first('tách hộ vì mới cưới vợ năm ngoái')).toBe('1.010038');
    expect(found('đăng ký kết hôn có yếu tố nước ngoài').length).toBeLessThanOrEqual(8);
  });

  it('finds nothing where there is nothing', () => expect([found('zzzz'), found('|'), found('9.999999')]).toEqual([[], [], []]));

  it.each([['k'], ['ks'], ['khia sinh'], ['sao y'], ['đăng ký kết hôn có yếu tố nước ngoài'], ['làm giấy khai sinh cho con'], ['zzzz yyyy xxxx'], ['1.00']])('%j is answered in five milliseconds', (query) => {
    const times = Array.from({ length: 30 }, () => {
      const from = performance.now();
      found(query);
      return performance.now() - from;
    }).toSorted((a, b) => a - b);
    // The lower quartile: other tests run on this machine at the same time.
    expect(times[7]).toBeLessThan(5);
  });
});

describe('the catalogue', () => {
  let made: TestDesk;
  beforeEach(async () => {
    made = await makeDesk();
  });
  afterEach(() => made.close());
  const state = (id: string): ProcedureState => made.store.state('procedure', id)!;
  const events = () => made.store.head().deskSeq;
  const inForce = () => listProcedures(made.desk, {}).length;

  describe('favourites', () => {
    it('come first in the officer\'s own order, and are nobody else\'s', () => {
      expect(must(setFavourites(made.as('hoa'), { procedureIds: [marriage, certifiedCopy, marriage] }))).toEqual({ procedureIds: [marriage, certifiedCopy] });
      const rows = listProcedures(made.as('hoa'), {});
      expect(rows.slice(0, 3).map(({ id, isFavourite }) => [id, isFavourite])).toEqual([[marriage, true], [certifiedCopy, true], [expect.any(String), false]]);
      expect(rows).toHaveLength(listProcedures(made.desk, {}).length);
      expect(listProcedures(made.as('binh'), {}).some(({ isFavourite }) => isFavourite)).toBe(false);
      expect(listProcedures(made.as('hoa'), { query: 'ks' })[0]).toMatchObject({ id: birth, isFavourite: false });
    });

    it('are written once, outlast a restart, and must be in the catalogue', () => {
      must(setFavourites(made.as('hoa'), { procedureIds: [birth] }));
      const seq = events();
      must(setFavourites(made.as('hoa'), { procedureIds: [birth] }));
      expect(events()).toBe(seq);
      expect(setFavourites(made.as('hoa'), { procedureIds: ['none'] })).toMatchObject({ problem: 'procedure.unknown' });
      made = made.reopen();
      expect(made.as('hoa').officer.favourites).toEqual([birth]);
    });

    it('leave out what is retired', () => {
      must(setFavourites(made.as('hoa'), { procedureIds: [birth, marriage] }));
      must(retire(made.as('quantri'), { id: birth, reason: 'bãi bỏ' }));
      expect(listProcedures(made.as('hoa'), {}).filter(({ isFavourite }) => isFavourite).map(({ id }) => id)).toEqual([marriage]);
    });
  });

  describe('publishing', () => {
    it('changes a procedure and keeps the keys of its papers; a new paper has a key of its own', () => {
      const draft = draftOf(state(birth));
      const [form, second, ...rest] = draft.documents;
      draft.documents = [second!, { ...form!, name: ' Tờ khai mẫu mới ' }, { name: 'Ảnh chân dung', kind: 'original', quantity: 2, required: true, note: '' }, ...rest];
      const { version } = must(publish(made.as('quantri'), { id: birth, fields: { ...draft, feeVnd: 5000 } }));
      expect(state(birth)).toMatchObject({ feeVnd: 5000, version, isRetired: false });
      expect(state(birth)).not.toHaveProperty('isBaseline');
      expect(state(birth).documents.slice(0, 3).map(({ key, name }) => [key, name])).toEqual([[second!.key, second!.name], [form!.key, 'Tờ khai mẫu mới'], ['d08', 'Ảnh chân dung']]);
    });

    it('never gives the key of a paper that was taken away to another one', () => {
      const administrator = made.as('quantri');
      const draft = draftOf(state(birth));
      must(publish(administrator, { id: birth, fields: { ...draft, documents: draft.documents.slice(0, -1) } }));
      const shorter = draftOf(state(birth));
      must(publish(administrator, { id: birth, fields: { ...shorter, documents: [...shorter.documents, { name: 'Giấy mới', kind: 'copy', quantity: 1, required: false, note: '' }] } }));
      expect(state(birth).documents.at(-1)).toMatchObject({ key: 'd08', name: 'Giấy mới' });
    });

    it('writes nothing when nothing differs', () => {
      const seq = events();
      expect(must(publish(made.as('quantri'), { id: birth, fields: draftOf(state(birth)) }))).toEqual({ id: birth, version: state(birth).version });
      expect(events()).toBe(seq);
    });

    it('adds a procedure under the id that every desk would give it', () => {
      const fields: ProcedureDraft = { ...draftOf(state(marriage)), code: '9.000001', name: 'Thủ tục mới', aliases: [' việc mới ', '', 'việc mới'], documents: [{ name: 'Đơn', kind: 'form', quantity: 1, required: true, note: '' }] };
      const { id } = must(publish(made.as('quantri'), { fields }));
      expect(id).toBe(procedureIdOf({ code: '9.000001', name: '' }));
      expect(state(id)).toMatchObject({ aliases: ['việc mới'], documents: [{ key: 'd01' }] });
      expect(listProcedures(made.desk, { query: 'viec moi' })[0]).toMatchObject({ id, alias: 'việc mới' });
    });

    it('refuses a code or, without a code, a name that another procedure has', () => {
      const administrator = made.as('quantri');
      const draft = withoutKeys(draftOf(state(marriage)));
      expect(publish(administrator, { fields: draft })).toMatchObject({ problem: 'procedure.codeTaken', data: { code: '1.000894' } });
      expect(publish(administrator, { id: birth, fields: { ...draftOf(state(birth)), code: '1.000894' } })).toMatchObject({ problem: 'procedure.codeTaken' });
      must(publish(administrator, { fields: { ...draft, code: null, name: 'Việc chưa có mã' } }));
      expect(publish(administrator, { fields: { ...draft, code: null, name: 'Việc chưa có mã ' } })).toMatchObject({ problem: 'procedure.nameTaken' });
    });

    it('a code that was mended can be given to a new procedure', () => {
      const administrator = made.as('quantri');
      const draft = draftOf(state(marriage));
      must(publish(administrator, { id: marriage, fields: { ...draft, code: '9.000002' } }));
      const { id } = must(publish(administrator, { fields: { ...draft, name: 'Thủ tục khác' , documents: [] } }));
      expect(id).not.toBe(marriage);
      expect([state(marriage).code, state(id).code]).toEqual(['9.000002', '1.000894']);
    });

    it('refuses what is not in the catalogue, what is retired, and papers that are not of this procedure', () => {
      const administrator = made.as('quantri');
      const fields = draftOf(state(birth));
      expect(publish(administrator, { id: 'none', fields })).toMatchObject({ problem: 'procedure.unknown' });
      const strange = { ...fields.documents[0]!, key: 'x99' };
      expect(publish(administrator, { id: birth, fields: { ...fields, documents: [strange] } })).toMatchObject({ problem: 'input.malformed' });
      expect(publish(administrator, { id: birth, fields: { ...fields, documents: [fields.documents[0]!, fields.documents[0]!] } })).toMatchObject({ problem: 'input.malformed' });
      must(retire(administrator, { id: birth, reason: 'bãi bỏ' }));
      expect(publish(administrator, { id: birth, fields })).toMatchObject({ problem: 'procedure.retired' });
    });
  });

  it('a retired procedure leaves the list, is kept with its reason, and can be put back in force', () => {
    const administrator = made.as('quantri');
    expect(restore(administrator, { id: death, reason: 'nhầm' })).toMatchObject({ problem: 'procedure.notRetired' });
    must(retire(administrator, { id: death, reason: ' Theo Quyết định 163/QĐ-BTP ' }));
    expect(retire(administrator, { id: death, reason: 'lần nữa' })).toMatchObject({ problem: 'procedure.retired' });
    expect(listProcedures(made.desk, { query: 'khai tử' }).map(({ id }) => id)).not.toContain(death);
    expect(listProcedures(made.desk, { isRetired: true }).map(({ id }) => id)).toEqual([death]);
    must(restore(administrator, { id: death, reason: 'Còn áp dụng' }));
    expect(listProcedures(made.desk, { query: 'khai tử' })[0]!.id).toBe(death);
    expect(retire(administrator, { id: death, reason: '  ' })).toMatchObject({ problem: 'input.malformed' });
    expect(retire(administrator, { id: 'none', reason: 'x' })).toMatchObject({ problem: 'procedure.unknown' });
  });

  it('has a history: when, who, what was changed and why', () => {
    const administrator = made.as('quantri');
    const before = draftOf(state(birth));
    made.clock.advance(60_000);
    const [first, ...rest] = before.documents;
    must(publish(administrator, { id: birth, fields: { ...before, feeVnd: 8000, documents: [...rest, { name: 'Giấy mới', kind: 'copy', quantity: 1, required: false, note: '' }] } }));
    const published = made.clock.now();
    must(retire(administrator, { id: birth, reason: 'Bãi bỏ' }));
    must(restore(administrator, { id: birth, reason: 'Nhầm' }));
    const by = { kind: 'officer', fullName: 'Hoàng Văn Em' };
    const version = state(birth).version;
    expect(must(procedureHistory(made.desk, { id: birth }))).toEqual([
      { version: expect.any(String), at: published, kind: 'restored', by, changes: [], reason: 'Nhầm', isCurrent: false },
      { version: expect.any(String), at: published, kind: 'retired', by, changes: [], reason: 'Bãi bỏ', isCurrent: false },
      {
        version,
        at: published,
        kind: 'changed',
        by,
        changes: [
          { field: 'feeVnd', before: 0, after: 8000 },
          { field: 'documents', added: ['Giấy mới'], removed: [first!.name], changed: [], isReordered: false },
        ],
        reason: null,
        isCurrent: true,
      },
      { version: expect.any(String), at: expect.any(Number), kind: 'added', by: { kind: 'program' }, changes: [], reason: null, isCurrent: false },
    ]);
    expect(procedureHistory(made.desk, { id: 'none' })).toMatchObject({ problem: 'procedure.unknown' });
  });

  it('tells what is settled together, and which linked procedure an ordinary one belongs to', () => {
    const administrator = made.as('quantri');
    const linked = procedureIdOf({ code: '3.000722', name: '' });
    must(publish(administrator, { id: linked, fields: { ...draftOf(state(linked)), linkedCodes: ['1.001193', '1.004222', '9.999999'] } }));
    const view = must(getProcedure(made.desk, { id: linked }));
    expect(view.linkedProcedure).toBeNull();
    expect(view.settles).toEqual([
      { id: birth, code: '1.001193', name: state(birth).name },
      { id: expect.any(String), code: '1.004222', name: 'Đăng ký thường trú' },
      { id: null, code: '9.999999', name: null },
    ]);
    expect(must(getProcedure(made.desk, { id: birth })).linkedProcedure).toMatchObject({ id: linked });
    expect(must(getProcedure(made.desk, { id: marriage })).linkedProcedure).toBeNull();
    expect(listProcedures(made.desk, { query: '3.000722' })[0]).toMatchObject({ isLinked: true, linkedGroup: 'khai-sinh' });
  });

  describe('a catalogue file', () => {
    const entryOf = (id: string): Record<string, unknown> => {
      const draft = draftOf(state(id));
      return { ...draft, documents: draft.documents.map(({ key: _key, ...document }) => document) };
    };
    const added = { ...{ code: '9.000001', name: 'Thủ tục mới', field: 'Hộ tịch' }, documents: [], timeLimit: { value: 1, unit: 'working-day' }, feeVnd: 0, project06: false, linkedGroup: null, legalBasis: '', confidence: 'sourced', source: '' };

    it('is shown before it is taken, and then does just that', () => {
      const administrator = made.as('quantri');
      must(retire(administrator, { id: death, reason: 'bãi bỏ' }));
      const json = JSON.stringify([{ ...entryOf(birth), feeVnd: 8000 }, entryOf(marriage), entryOf(death), added]);
      const seq = events();
      const size = inForce();
      const preview = must(previewImport(made.desk, { json }));
      expect({ ...preview, missing: preview.missing.length }).toEqual({
        added: [{ code: '9.000001', name: 'Thủ tục mới' }],
        changed: [{ id: birth, code: '1.001193', name: state(birth).name, changes: [{ field: 'feeVnd', before: 0, after: 8000 }] }],
        same: 1,
        retiredNow: [{ code: '1.000656', name: state(death).name }],
        missing: inForce() - 2,
      });
      expect(events()).toBe(seq);
      expect(must(importCatalogue(administrator, { json }))).toEqual({ added: 1, changed: 1, restored: 1, retired: 0 });
      expect([state(birth).feeVnd, state(death).isRetired, inForce()]).toEqual([8000, false, size + 2]);
      expect(must(importCatalogue(administrator, { json }))).toEqual({ added: 0, changed: 0, restored: 0, retired: 0 });
    });

    it('keeps what it does not speak of, and the keys of papers that it names alike', () => {
      const administrator = made.as('quantri');
      const draft = draftOf(state(birth));
      must(publish(administrator, { id: birth, fields: { ...draft, aliases: ['giấy khai sinh'], documents: draft.documents.map((document) => ({ ...document, mustDigitise: true })) } }));
      const { aliases: _aliases, ...entry } = entryOf(birth);
      const documents = (entry.documents as { name: string }[]).map(({ name }) => ({ name: `  ${name.toUpperCase()}`, kind: 'copy', quantity: 1, required: false, note: '' }));
      must(importCatalogue(administrator, { json: JSON.stringify([{ ...entry, documents: [{ ...documents[0], name: 'Giấy hoàn toàn mới' }, ...documents.toReversed()] }]) }));
      expect(state(birth).aliases).toEqual(['giấy khai sinh']);
      expect(state(birth).documents.map(({ key, mustDigitise }) => [key, mustDigitise])).toEqual([['d08', undefined], ...['d07', 'd06', 'd05', 'd04', 'd03', 'd02', 'd01'].map((key) => [key, true])]);
    });

    it('retires what it does not have only when that is asked for', () => {
      const administrator = made.as('quantri');
      const json = JSON.stringify([entryOf(birth)]);
      const size = inForce();
      must(importCatalogue(administrator, { json }));
      expect(inForce()).toBe(size);
      expect(must(importCatalogue(administrator, { json, retireMissing: { reason: 'Không còn trong danh mục' } }))).toMatchObject({ retired: size - 1 });
      expect(listProcedures(made.desk, {}).map(({ id }) => id)).toEqual([birth]);
      expect(must(procedureHistory(made.desk, { id: marriage }))[0]).toMatchObject({ kind: 'retired', reason: 'Không còn trong danh mục' });
    });

    it('gives its code to a procedure that had none', () => {
      const { id } = must(publish(made.as('quantri'), { fields: { ...withoutKeys(draftOf(state(marriage))), code: null, name: 'Việc chưa có mã' } }));
      must(importCatalogue(made.as('quantri'), { json: JSON.stringify([{ ...added, name: 'Việc chưa có mã' }]) }));
      expect(state(id).code).toBe('9.000001');
    });

    it('of the shape in which the district gives it out is taken whole', () => {
      const json = readFileSync(new URL('../../domain/procedure/catalogue.json', import.meta.url), 'utf8');
      expect(must(previewImport(made.desk, { json: `\uFEFF${json}` }))).toEqual({ added: [], changed: [], same: inForce(), retiredNow: [], missing: [] });
    });

    it.each<[string, () => string, Problem]>([
      ['no JSON', () => '[\n{"code":\n?', { problem: 'catalogue.unreadable', data: { line: 3 } }],
      ['cut off', () => '[\n{"code": "1', { problem: 'catalogue.unreadable', data: { line: 2 } }],
      ['empty', () => '', { problem: 'catalogue.unreadable', data: { line: 1 } }],
      ['no list', () => '{}', { problem: 'catalogue.unreadable', data: { line: 1 } }],
      ['an entry without a name', () => JSON.stringify([added, { ...added, name: undefined, code: '9.000002' }]), { problem: 'catalogue.malformed', data: { position: 2, field: 'name' } }],
      ['a code that is none', () => JSON.stringify([{ ...added, code: '12' }]), { problem: 'catalogue.malformed', data: { position: 1, field: 'code' } }],
      ['an unknown kind of paper', () => JSON.stringify([{ ...added, documents: [{ name: 'x', kind: 'gold', quantity: 1, required: true }] }]), { problem: 'catalogue.malformed', data: { position: 1, field: 'documents.0.kind' } }],
      ['the same procedure twice', () => JSON.stringify([added, { ...added, name: 'Tên khác' }]), { problem: 'catalogue.malformed', data: { position: 2, field: 'code' } }],
    ])('that is malformed is refused with its place, and nothing of it is taken: %s', (_what, json, refusal) => {
      const seq = events();
      expect([previewImport(made.desk, { json: json() }), importCatalogue(made.as('quantri'), { json: json() })]).toEqual([refusal, refusal]);
      expect(events()).toBe(seq);
    });
  });

  describe('a version that comes from the district', () => {
    const district = () => createTestDesk({ agencyCode: 'H02.15', number: 0, clock: testClock(made.clock.now() + 60_000), fetch: () => Promise.reject(new Error('no line')), deskId: 'district' });

    it('is in the list at once, with what is retired taken out', () => {
      const { isBaseline: _isBaseline, ...fields } = { ...draftOf(state(birth)), isBaseline: undefined };
      const above = district();
      above.append({ entity: 'procedure', entityId: birth, type: 'procedure.published', payload: { ...fields, name: 'Thủ tục đăng ký khai sinh (sửa đổi)', feeVnd: 9000, aliases: ['giấy chào đời'] } });
      above.append({ entity: 'procedure', entityId: procedureIdOf({ code: '9.000001', name: '' }), type: 'procedure.published', payload: { ...fields, code: '9.000001', name: 'Thủ tục của cấp trên' } });
      above.append({ entity: 'procedure', entityId: marriage, type: 'procedure.retired', payload: { reason: 'bãi bỏ' } });
      expect(listProcedures(made.desk, { query: 'giay chao doi' })[0]?.id).not.toBe(birth);
      expect(made.store.merge(above.log, '1')).toEqual({ applied: 3, refused: [] });
      expect(listProcedures(made.desk, { query: 'giay chao doi' })[0]).toMatchObject({ id: birth, feeVnd: 9000, alias: 'giấy chào đời' });
      expect(listProcedures(made.desk, { query: '9.000001' })[0]).toMatchObject({ name: 'Thủ tục của cấp trên' });
      expect(listProcedures(made.desk, {}).map(({ id }) => id)).not.toContain(marriage);
      expect(must(procedureHistory(made.desk, { id: birth }))[0]).toMatchObject({ kind: 'changed', by: { kind: 'elsewhere' } });
    });

    it('leaves a dossier under the version by which it was received', () => {
      const { dossierId } = receiveSome(made.as('hoa'), { procedureId: birth });
      const papers = state(birth).documents.map(({ name }) => name);
      const above = district();
      above.append({ entity: 'procedure', entityId: birth, type: 'procedure.published', payload: { ...draftOf(state(birth)), documents: [], feeVnd: 9000 } });
      made.store.merge(above.log, '1');
      expect(state(birth).documents).toEqual([]);
      expect(procedureVersionOf(made.store, made.store.state('dossier', dossierId)!)).toMatchObject({ feeVnd: 0, documents: papers.map((name) => ({ name })) });
      const { version } = made.store.state('dossier', dossierId)!.procedure;
      expect(must(getProcedure(made.desk, { id: birth, version }))).toMatchObject({ feeVnd: 0, isEarlierVersion: true });
      expect(must(getProcedure(made.desk, { id: birth }))).toMatchObject({ feeVnd: 9000, isEarlierVersion: false });
      must(retire(made.as('quantri'), { id: birth, reason: 'bãi bỏ' }));
      expect(procedureVersionOf(made.store, made.store.state('dossier', dossierId)!)).toMatchObject({ feeVnd: 0 });
    });
  });

  it('is changed by the administrator only; everybody reads it and has favourites', () => {
    const allowed = (operation: string) => roles.filter((role) => can([role], `catalogue.${operation}`));
    expect(['publish', 'retire', 'restore', 'previewImport', 'import'].map(allowed)).toEqual(Array(5).fill(['administrator']));
    expect(['setFavourites', 'history'].map(allowed)).toEqual([[...roles], [...roles]]);
  });
});
