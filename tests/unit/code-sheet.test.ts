import { describe, expect, test } from 'vitest';
import { formatComponentSheet, formatDossierSheet, parseSheetCode, type SheetCode } from '../../domain/document/code-sheet.ts';
import { divideStack, type Filing, type StackPage } from '../../domain/document/stack.ts';
import { formatReceiptCode } from '../../domain/dossier/receipt-code.ts';

const code = 'H02.15.20-261123-1001';
const other = 'H02.15.20-261123-1002';

describe('a code sheet', () => {
  test('says what it was printed for', () => {
    expect(parseSheetCode(formatDossierSheet(code))).toEqual({ kind: 'dossierSheet', dossierCode: code });
    for (const componentKey of ['d01', 'ket-qua', 'giấy khác/2 %']) {
      expect(parseSheetCode(formatComponentSheet(code, componentKey))).toEqual({ kind: 'componentSheet', dossierCode: code, componentKey });
    }
  });

  test('may be the receipt, also one that carries the code alone', () => {
    const text = formatReceiptCode({ code, deskSeq: 12, digest: 'ab'.repeat(16), hash: 'cd'.repeat(32), signature: new Uint8Array(64).fill(7) });
    expect(parseSheetCode(text)).toEqual({ kind: 'receipt', dossierCode: code, text });
    expect(parseSheetCode(code)).toEqual({ kind: 'receipt', dossierCode: code, text: code });
  });

  test.each([
    '024186001234|121234567|Đặng Thị Ngọc Ánh|09031986|Nữ|Thôn Vĩnh Hồng|15042021',
    'https://dichvucong.gov.vn/QMC/H02.15.20-261123-1001',
    'QMC/',
    'QMC/hồ sơ',
    'QMC/H02.15.20-261399-1001',
    'QMC/H02.15.20-261123-1001/%E0%A4%A',
    '00020101021238540010A00000072701240006970405',
    '',
  ])('is not what another has printed: %s', (text) => {
    expect(parseSheetCode(text)).toBeUndefined();
  });
});

describe('a stack is divided', () => {
  const dossierSheet = (dossierCode = code): SheetCode => ({ kind: 'dossierSheet', dossierCode });
  const componentSheet = (componentKey: string, dossierCode = code): SheetCode => ({ kind: 'componentSheet', dossierCode, componentKey });
  const receipt = (dossierCode = code): SheetCode => ({ kind: 'receipt', dossierCode, text: dossierCode });
  const filingOf = (sheet: SheetCode): Filing | undefined =>
    sheet.dossierCode === code || sheet.dossierCode === other
      ? { dossierId: sheet.dossierCode, componentKey: sheet.kind === 'componentSheet' ? sheet.componentKey : '', route: sheet.kind }
      : undefined;

  /** `sheet`s, `''` for a paper, `blank` for an empty page; `/` begins the next file. */
  const stack = (...what: (SheetCode | SheetCode[] | '' | 'blank' | '/')[]): StackPage[] => {
    let file = 1;
    let page = 0;
    return what.flatMap((one) => {
      if (one === '/') {
        file += 1;
        page = 0;
        return [];
      }
      page += 1;
      const sheets = typeof one === 'string' ? [] : [one].flat();
      return [{ documentId: `tệp ${file}`, sha256: String(file), page, sheets, isBlank: one === 'blank' }];
    });
  };
  /** `1.2` is page 2 of file 1; in brackets what is left out. */
  const divided = (pages: StackPage[]) =>
    divideStack(pages, filingOf)?.map(({ filing, pages: of }) => [
      filing === undefined ? 'inbox' : `${filing.route} ${filing.dossierId === code ? 'A' : 'B'} ${filing.componentKey}`.trim(),
      of.map(({ sha256, page, isDropped }) => (isDropped ? `(${sha256}.${page})` : `${sha256}.${page}`)).join(' '),
    ]);

  test.each<[string, StackPage[], ReturnType<typeof divided>]>([
    ['by the receipt on top of it', stack(receipt(), '', ''), [['receipt A', '(1.1) 1.2 1.3']]],
    ['by dossiers', stack(dossierSheet(), '', receipt(other), '', ''), [['dossierSheet A', '(1.1) 1.2'], ['receipt B', '(1.3) 1.4 1.5']]],
    [
      'by papers, also where the dossier’s own sheet has none behind it',
      stack(dossierSheet(), componentSheet('d01'), '', '', componentSheet('d02'), '', componentSheet('ket-qua'), ''),
      [['componentSheet A d01', '(1.1) (1.2) 1.3 1.4'], ['componentSheet A d02', '(1.5) 1.6'], ['componentSheet A ket-qua', '(1.7) 1.8']],
    ],
    ['without the empty backs of its sheets, but with those of papers', stack(dossierSheet(), 'blank', '', 'blank', componentSheet('d01'), 'blank', ''), [['dossierSheet A', '(1.1) (1.2) 1.3 1.4'], ['componentSheet A d01', '(1.5) (1.6) 1.7']]],
    ['from its first sheet on', stack('', '', dossierSheet(), ''), [['inbox', '1.1 1.2'], ['dossierSheet A', '(1.3) 1.4']]],
    ['so that what is behind a sheet that leads nowhere is not of the dossier before it', stack(dossierSheet(), '', receipt('H02.15.20-261123-9009'), '', componentSheet('d01'), ''), [['dossierSheet A', '(1.1) 1.2'], ['inbox', '1.3 1.4'], ['componentSheet A d01', '(1.5) 1.6']]],
    ['not at a receipt that is among its dossier’s papers', stack(dossierSheet(), '', receipt(), ''), [['dossierSheet A', '(1.1) 1.2 1.3 1.4']]],
    ['not at a page with two receipts on it', stack(dossierSheet(), '', [receipt(), receipt(other)], ''), [['dossierSheet A', '(1.1) 1.2 1.3 1.4']]],
    ['over several files', stack(dossierSheet(), '/', '', '/', '', '/', componentSheet('d02', other), '/', ''), [['dossierSheet A', '(1.1) 2.1 3.1'], ['componentSheet B d02', '(4.1) 5.1']]],
    ['with a last sheet that nothing is behind', stack(dossierSheet(), '', componentSheet('d01')), [['dossierSheet A', '(1.1) 1.2 (1.3)']]],
    ['not where there is nothing to file: no sheet', stack('', ''), undefined],
    ['not where there is nothing to file: a sheet alone', stack(dossierSheet()), undefined],
    ['not where there is nothing to file: a sheet that leads nowhere', stack(dossierSheet('H02.15.20-261123-9009'), ''), undefined],
  ])('%s', (_, pages, parts) => {
    expect(divided(pages)).toEqual(parts);
    // Every page is in one document.
    if (parts) expect(divideStack(pages, filingOf)!.flatMap((part) => part.pages.map(({ sha256, page }) => `${sha256}.${page}`)).sort()).toEqual(pages.map(({ sha256, page }) => `${sha256}.${page}`).sort());
  });

  test('and says which files each part is from', () => {
    expect(divideStack(stack(dossierSheet(), '/', '', '/', '', componentSheet('d01'), ''), filingOf)?.map(({ from }) => from)).toEqual([['tệp 1', 'tệp 2', 'tệp 3'], ['tệp 3']]);
  });
});
