import { describe, expect, it } from 'vitest';
import { documentTypeOf, documentTypes } from '../../domain/document/document-types.ts';
import { catalogueEvents } from '../../domain/procedure/catalogue.ts';
import { type ProcedureFields, procedureFieldsSchema } from '../../domain/procedure/procedure.ts';

const procedures = catalogueEvents().map(({ payload }) => payload as ProcedureFields);
const byCode = new Map(procedures.map((procedure) => [procedure.code, procedure]));
const called = (procedure: ProcedureFields) => `${procedure.code ?? ''} ${procedure.name}`;

/** What an officer or an administrator reads, without codes and the words that only the program reads. */
const textsOf = (procedure: ProcedureFields): string[] =>
  [
    procedure.name,
    procedure.field,
    procedure.whoMayAsk,
    procedure.onlineFiling,
    procedure.feeText,
    procedure.timeLimit.note,
    procedure.source,
    ...(procedure.aliases ?? []),
    ...(procedure.commonMistakes ?? []),
    ...procedure.documents.flatMap(({ name, note }) => [name, note]),
  ].filter((text): text is string => text !== undefined && text !== '');

describe('the shipped catalogue', () => {
  it.each(procedures.map((procedure) => [called(procedure), procedure] as const))('%s tells a new officer what is needed', (_, procedure) => {
    expect(procedureFieldsSchema.safeParse(procedure).error).toBeUndefined();
    expect(procedure.aliases?.length).toBeGreaterThanOrEqual(2);
    expect(new Set(procedure.aliases).size).toBe(procedure.aliases?.length);
    expect(procedure.whoMayAsk?.length).toBeGreaterThan(40);
    expect(procedure.onlineFiling).toMatch(/^(Trực tuyến toàn trình|Trực tuyến một phần|Chỉ nhận trực tiếp)/);
    expect(procedure.commonMistakes?.length).toBeGreaterThanOrEqual(2);
    expect(procedure.commonMistakes?.length).toBeLessThanOrEqual(4);
    expect(procedure.feeText).toMatch(/\.$/);
  });

  it('is in Vietnamese, composed, in whole sentences, with none of the English of its sources', () => {
    const english = /\b(the|and|only|when|with|from|general|knowledge|unconfirmed|not|must|shown|paper|form|cases|by|is|are|of|for|or|if|any|fee|limit|direct|days?|working|code|title|public|record|set)\b/iu;
    for (const procedure of procedures) {
      for (const text of textsOf(procedure)) {
        expect(text).toBe(text.normalize('NFC').trim());
        expect(text.replaceAll(/\(kho công khai [^)]*\)|[\w-]+(\.[\w-]+)+/g, '')).not.toMatch(english);
        expect(text).not.toMatch(/["«»]|\.\.|\s{2}/);
      }
      for (const { note } of procedure.documents) expect(note).toMatch(/^\p{Lu}.+\.$/u);
      for (const mistake of procedure.commonMistakes ?? []) expect(mistake).toMatch(/^[\p{Lu}“].+\.$/u);
    }
  });

  it('says of each which part is general knowledge', () => {
    for (const { source } of procedures) expect(source).toMatch(/Kiến thức chung, cần đối chiếu: .+\.$/);
  });

  it('states exemptions in full, not the amount alone', () => {
    expect(byCode.get('2.001263')!.feeText).toMatch(/cha dượng hoặc mẹ kế.+cô, cậu, dì, chú, bác ruột.+khuyết tật.+HIV\/AIDS.+người có công/);
    expect(byCode.get('1.004222')!.feeText).toMatch(/20\.000.+10\.000.+hộ nghèo/);
    expect(byCode.get('2.000815')!.feeText).toMatch(/2\.000.+1\.000.+200\.000/);
    for (const { name, field, feeVnd, feeText } of procedures) {
      if (field === 'Hộ tịch' && feeVnd === null) expect([name, feeText]).toEqual([name, expect.stringMatching(/HĐND cấp tỉnh.+có công.+hộ nghèo.+khuyết tật/)]);
    }
  });

  it('does not offer 2.000986: 3.000722 replaced it (NĐ 63/2024/NĐ-CP), and is found by the old number', () => {
    expect(procedures).toHaveLength(68);
    expect(byCode.has('2.000986')).toBe(false);
    expect(byCode.get('3.000722')!.aliases).toContain('2.000986');
  });

  it('has one procedure for each linked group, which names all the others', () => {
    const groups = [...new Set(procedures.flatMap(({ linkedGroup }) => linkedGroup ?? []))];
    expect(groups.toSorted()).toEqual(['khai-sinh', 'khai-tu']);
    for (const group of groups) {
      const [linked, ...more] = procedures.filter(({ linkedGroup, linkedCodes }) => linkedGroup === group && linkedCodes);
      expect(more).toEqual([]);
      const others = procedures.flatMap(({ code, linkedGroup }) => (linkedGroup === group && code !== linked!.code ? code : []));
      expect(linked!.linkedCodes?.toSorted()).toEqual(others.toSorted());
    }
    expect(procedures.filter(({ linkedCodes }) => linkedCodes).map(({ code }) => code)).toEqual(['3.000722', '2.002913']);
  });
});

describe('kinds of papers', () => {
  it('are named once each, in Vietnamese', () => {
    expect(new Set(documentTypes.map(({ code }) => code)).size).toBe(documentTypes.length);
    expect(new Set(documentTypes.map(({ name }) => name)).size).toBe(documentTypes.length);
    for (const { code, name } of documentTypes) {
      expect(code).toMatch(/^(KQ\.G\d{2}\.\d{6}|[a-z]+(-[a-z]+)*)$/);
      expect(name).toBe(name.normalize('NFC'));
      expect(name).toMatch(/^\p{Lu}/u);
    }
  });

  it('are known for every paper and every result of the catalogue', () => {
    for (const { documents, resultTypeCode } of procedures) {
      for (const { name, typeCode } of documents) expect([name, documentTypeOf(typeCode ?? '')?.code]).toEqual([name, typeCode]);
      if (resultTypeCode !== undefined) expect(documentTypeOf(resultTypeCode)).toMatchObject({ isResult: true });
    }
    expect(documentTypeOf('KQ.G99.000000')).toBeUndefined();
  });

  it('must be digitised as components when they are results of an earlier procedure', () => {
    for (const { documents } of procedures) {
      for (const { name, typeCode, mustDigitise = false } of documents) expect([name, mustDigitise]).toEqual([name, documentTypeOf(typeCode!)!.isResult]);
    }
  });

  it('are not all used again: a form or an authorisation serves one dossier', () => {
    expect(documentTypeOf('KQ.G15.000031')).toMatchObject({ isReusable: true, usualValidityMonths: null });
    expect(documentTypeOf('KQ.G15.000038')).toMatchObject({ isReusable: true, usualValidityMonths: 6 });
    for (const code of ['to-khai', 'van-ban-uy-quyen', 'giay-to-can-cu', 'KQ.G15.000021']) expect(documentTypeOf(code)).toMatchObject({ isReusable: false });
    for (const { kind, typeCode } of procedures.flatMap(({ documents }) => documents)) {
      if (kind === 'form') expect(documentTypeOf(typeCode!)!.isReusable).toBe(false);
    }
  });

  it('are not asked of the citizen where the law says the data are to be looked up', () => {
    const papers = procedures.flatMap(({ documents }) => documents);
    expect(papers.filter(({ typeCode, isReplaceableByData }) => typeCode === 'giay-to-tuy-than' && !isReplaceableByData)).toEqual([]);
    expect(byCode.get('1.000894')!.documents.find(({ typeCode }) => typeCode === 'KQ.G15.000038')).toMatchObject({ required: false, isReplaceableByData: true });
    expect(byCode.get('2.001263')!.documents.find(({ typeCode }) => typeCode === 'ly-lich-tu-phap')).toMatchObject({ required: false, isReplaceableByData: true });
  });
});
