import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc16, messageOf, vietQrPayload } from '../../domain/payment/vietqr.ts';

/** «tag, length in two digits, value», one after the other. */
const fieldsOf = (text: string): Record<string, string> => {
  const fields: Record<string, string> = {};
  for (let at = 0; at < text.length; ) {
    const length = Number(text.slice(at + 2, at + 4));
    fields[text.slice(at, at + 2)] = text.slice(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return fields;
};

describe('a VietQR code', () => {
  it('has the checksum of the published check value', () => {
    expect(crc16('123456789')).toBe(0x29b1);
  });

  const published: [bin: string, account: string, amount: number, message: string, payload: string][] = [
    ['970416', '257678859', 1000, 'Chuyen tien', '00020101021238530010A0000007270123000697041601092576788590208QRIBFTTA5303704540410005802VN62150811Chuyen tien6304BBB8'],
    ['970422', '0338356589', 550_000, 'VINREG1A2BKXYZ', '00020101021238540010A00000072701240006970422011003383565890208QRIBFTTA530370454065500005802VN62180814VINREG1A2BKXYZ6304E16E'],
    ['970422', 'VQRQALPUL5940', 20_000, 'Order 1', '00020101021238570010A000000727012700069704220113VQRQALPUL59400208QRIBFTTA53037045405200005802VN62110807Order 163045986'],
  ];
  it.each(published)('is the same as what others make: %s %s', (bin, account, amount, message, payload) => {
    expect(vietQrPayload({ bin, account }, amount, message)).toBe(payload);
  });

  it('without an amount lets the payer enter it', () => {
    const fields = fieldsOf(vietQrPayload({ bin: '970436', account: '0011001932418' }, 0, ''));
    expect(fields).toMatchObject({ '00': '01', '01': '11', '53': '704', '58': 'VN' });
    expect(fields['54']).toBeUndefined();
    expect(fieldsOf(fields['38']!)).toMatchObject({ '00': 'A000000727', '02': 'QRIBFTTA' });
  });

  it('carries only what every bank takes, and its own checksum', () => {
    expect(messageOf('Lệ phí hồ sơ Đặng Thị Ngọc Ánh, H02.15.20')).toBe('Le phi ho so Dang Thi Ngo');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 10_000_000_000 }), (message, amount) => {
        const payload = vietQrPayload({ bin: '970436', account: '0011001932418' }, amount, message);
        const fields = fieldsOf(payload);
        expect(payload).toMatch(/^[\x20-\x7e]+$/);
        expect(fields['54']).toBe(String(amount));
        expect(fieldsOf(fields['62'] ?? '')['08'] ?? '').toMatch(/^[A-Za-z0-9 ]{0,25}$/);
        expect(fields['63']).toBe(crc16(payload.slice(0, -4)).toString(16).toUpperCase().padStart(4, '0'));
      }),
    );
  });
});
