import { expect, it } from 'vitest';
import { validityOf } from '../../domain/document/validity.ts';
import { isReusableKind } from '../../domain/document/reuse.ts';
import { addMonths } from '../../domain/time.ts';

const today = '2026-11-23';
/** Giấy xác nhận tình trạng hôn nhân: six months. */
const single = 'KQ.G15.000038';
const birthCertificate = 'KQ.G15.000031';

it('a paper holds by what it says itself, then by what is usual for its kind', () => {
  const of = (typeCode: string, description: object, scannedOn = '2026-11-01') => validityOf({ typeCode, description, scannedOn }, today);
  expect(of(single, { validUntil: '2026-11-23' })).toEqual({ state: 'valid', validUntil: '2026-11-23' });
  expect(of(single, { validUntil: '2026-11-22' })).toEqual({ state: 'expired', validUntil: '2026-11-22' });
  expect(of(single, { isPermanent: true })).toEqual({ state: 'valid', validUntil: '' });
  expect(of(single, { issuedOn: '2026-05-23' })).toEqual({ state: 'valid', validUntil: '2026-11-23' });
  expect(of(single, { issuedOn: '2026-05-22' })).toEqual({ state: 'expired', validUntil: '2026-11-22' });
  expect(of(birthCertificate, { issuedOn: '1990-01-01' })).toEqual({ state: 'valid', validUntil: '' });
  expect(of('giấy lạ', { issuedOn: '2026-01-01' })).toEqual({ state: 'unknown', validUntil: '' });
});

it('without its day of issue it is certainly old once its scan is', () => {
  const scanned = (scannedOn: string) => validityOf({ typeCode: single, description: {}, scannedOn }, today).state;
  expect(scanned('2026-11-01')).toBe('unknown');
  expect(scanned('2026-05-22')).toBe('expired');
});

it('what was made for one dossier is never offered to another', () => {
  expect([birthCertificate, 'KQ.G99.123456', 'to-khai', 'giấy lạ', ''].map(isReusableKind)).toEqual([true, true, false, false, false]);
});

it('a month later is the same day, or the last one', () => {
  expect([addMonths('2026-08-31', 6), addMonths('2023-08-31', 6), addMonths('2026-12-15', 1), addMonths('2026-01-31', 12)]).toEqual(['2027-02-28', '2024-02-29', '2027-01-15', '2027-01-31']);
});
