import { describe, expect, it } from 'vitest';
import type { DocumentState } from '../../domain/document/document.ts';
import { documentFileName } from '../../domain/document/file-name.ts';
import { groupByPaper } from '../../domain/document/same-paper.ts';

const stack = 'a'.repeat(64);
const other = 'b'.repeat(64);
const document = (id: string, changes: Partial<DocumentState> = {}): DocumentState => ({
  id,
  status: 'attached',
  source: { folder: '/quét', fileName: 'chồng giấy.pdf', sizeBytes: 1, modifiedAt: 0 },
  sha256: stack,
  pageCount: 4,
  deskId: 'quầy 1',
  scannedBy: 'desk',
  createdAt: '',
  updatedAt: '',
  ...changes,
});
const pages = (...numbers: number[]) => numbers.map((page) => ({ sha256: stack, page }));
const groups = (...documents: DocumentState[]) => groupByPaper(documents).map((paper) => paper.map(({ id }) => id));

describe('which documents are one paper', () => {
  it('those that show the same pages of the same originals, however these are turned or cut', () => {
    expect(groups(document('một'), document('hai', { pages: pages(1, 2, 3, 4).map((page) => ({ ...page, quarterTurns: 1 })) }), document('ba', { sha256: other }))).toEqual([['một', 'hai'], ['ba']]);
    expect(groups(document('một', { pages: [...pages(1), { sha256: stack, page: 2, isDropped: true }] }), document('hai', { pages: pages(1) }))).toEqual([['một', 'hai']]);
  });

  it('not the parts of one stack, nor files of which nothing is known', () => {
    expect(groups(document('một', { pages: pages(1, 2) }), document('hai', { pages: pages(3, 4) }))).toEqual([['một'], ['hai']]);
    const { sha256: _, ...unknown } = document('một');
    expect(groups(unknown, { ...unknown, id: 'hai' })).toEqual([['một'], ['hai']]);
  });

  it('what was reused is the paper that it comes from, also when that one was changed since', () => {
    const [lent, once, again] = [document('một', { pages: pages(1, 2) }), document('hai', { reusedFrom: 'một' }), document('ba', { reusedFrom: 'hai' })];
    expect(groups(again, once, lent)).toEqual([['ba', 'hai', 'một']]);
    // Taken off since, and two that only say of each other where they come from.
    expect(groups(document('hai', { reusedFrom: 'gone' }), document('một'))).toEqual([['hai', 'một']]);
    expect(groups(document('một', { reusedFrom: 'hai' }), document('hai', { reusedFrom: 'một' }))).toEqual([['một', 'hai']]);
  });
});

describe('how a digitised file is called', () => {
  it('by owner, kind and number; what is not known is left out', () => {
    expect(documentFileName({ ownerNumber: '024186001234', typeCode: 'KQ.G15.000031', number: '12/GKS-UBND' })).toBe('024186001234_KQ.G15.000031_12-GKS-UBND.pdf');
    expect(documentFileName({ ownerNumber: '', typeCode: 'giay-chung-sinh', number: '' }, 'jpg')).toBe('giay-chung-sinh.jpg');
    expect(documentFileName({ ownerNumber: '', typeCode: '', number: '' })).toBe('giay-to.pdf');
  });

  it('in letters that every system takes, and never out of its folder', () => {
    expect(documentFileName({ ownerNumber: '', typeCode: '', number: '145/QĐ: «mật»\u0000?' })).toBe('145-QĐ-mật.pdf');
    expect(documentFileName({ ownerNumber: '../..', typeCode: '', number: 'C:\\x' })).toBe('C-x.pdf');
    expect(documentFileName({ ownerNumber: '', typeCode: '', number: 'đ'.repeat(500) })).toHaveLength(64);
  });
});
