import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DossierState } from '../../domain/dossier/state.ts';
import { formatReceiptCode, parseReceiptCode, type ReceiptCode } from '../../domain/dossier/receipt-code.ts';
import { receiptDifferences, receiptDigest } from '../../domain/dossier/receipt-digest.ts';

const hex = (bytes: number) => fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((array) => Buffer.from(array).toString('hex'));
const receipts: fc.Arbitrary<ReceiptCode> = fc.record({
  code: fc.constantFrom('H02.15.20-261123-1001', '000.17.22.H56-210531-0001', 'G09.20-300101-9999'),
  deskSeq: fc.integer({ min: 1, max: 999_999_999_999_999 }),
  digest: hex(16),
  hash: hex(32),
  signature: fc.uint8Array({ minLength: 64, maxLength: 64 }),
});

describe('the code of a receipt', () => {
  it('says the same when it is read again, also in small letters and with blanks in it', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        const text = formatReceiptCode(receipt);
        expect(parseReceiptCode(text)).toEqual(receipt);
        expect(parseReceiptCode(` ${text.toLowerCase().slice(0, 60)} ${text.slice(60)}\r\n`)).toEqual(receipt);
      }),
    );
  });

  it('is of letters, digits, dots, hyphens and strokes, which a QR code packs tight and no typing program changes', () => {
    fc.assert(
      fc.property(receipts, (receipt) => {
        expect(formatReceiptCode(receipt)).toMatch(/^[A-Z0-9.]+-\d{6}-\d{4}\/\d+\/\d{39}\/\d{78}\/\d{155}$/);
      }),
    );
  });

  it('with any digit read wrong says something else or nothing', () => {
    fc.assert(
      fc.property(receipts, fc.nat(), fc.integer({ min: 1, max: 9 }), (receipt, place, by) => {
        const text = formatReceiptCode(receipt);
        const at = place % text.length;
        fc.pre(/\d/.test(text[at]!));
        const forged = text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
        expect(parseReceiptCode(forged)).not.toEqual(receipt);
      }),
    );
  });

  it.each(['', 'H02.15.20-261123-1001', '024186001234|121234567|Đặng Thị Ngọc Ánh|09031986|Nữ|x|15042021', `H02.15.20-261123-1001/1/${'9'.repeat(39)}/${'0'.repeat(78)}/${'0'.repeat(155)}`])('is not «%s»', (text) => {
    expect(parseReceiptCode(text)).toMatchObject({ problem: 'receipt.notAReceipt' });
  });
});

const dossier = {
  code: 'H02.15.20-261123-1001',
  procedure: { name: 'Thủ tục đăng ký khai sinh', code: '1.001193' },
  requestSummary: 'Đăng ký khai sinh',
  applicant: { fullName: 'Đặng Thị Ngọc Ánh', number: '024186001234', address: 'Lục Sơn', phone: '', email: '' },
  channel: 'direct',
  acceptedAt: 1,
  dueAt: 2,
  limitText: '3 ngày làm việc',
  returnMethod: 'desk',
  sets: 1,
  feeVnd: null,
  receivedByName: 'Nguyễn Thị Hoa',
  components: [{ key: 'd01', isReceived: true, originals: 1, certifiedCopies: 0, copies: 2 }],
  status: 'accepted',
  updatedAt: 'x',
} as unknown as DossierState;

describe('the digest of a receipt', () => {
  it('never changes for the same content: receipts in citizens’ hands were made with it', () => {
    expect(receiptDigest(dossier, ['b', 'a', 'a'])).toBe(receiptDigest(dossier, ['a', 'b']));
    expect(receiptDigest(dossier, ['a'.repeat(64)])).toBe('ac3fb59c0ba6fedcd28ee753296f1237cdc3813ef85d7a5b084a8592ddbf1d3a');
  });

  it('does not depend on what the receipt does not say', () => {
    expect(receiptDigest({ ...dossier, status: 'processing', updatedAt: 'y' } as DossierState, [])).toBe(receiptDigest(dossier, []));
  });

  it('changes exactly with the parts that differ, and with the scans', () => {
    const [paper] = dossier.components;
    const later: DossierState = { ...dossier, dueAt: 3, components: [{ ...paper!, copies: 0 }, { ...paper!, key: 'd02' }] };
    expect(receiptDifferences(dossier, later)).toEqual([
      { what: 'dueAt', before: '2', now: '3' },
      { what: 'component:d01', before: '1/0/2', now: '1/0/0' },
      { what: 'component:d02', before: '', now: '1/0/2' },
    ]);
    expect(receiptDigest(later, [])).not.toBe(receiptDigest(dossier, []));
    expect(receiptDigest(dossier, ['a'])).not.toBe(receiptDigest(dossier, []));
  });
});
