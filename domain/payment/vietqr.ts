import type { BankAccount } from '../desk/desk.ts';
import { foldVietnamese } from '../text.ts';

/** NAPAS in EMVCo's register, and its service of transfers to an account. */
const napas = 'A000000727';
const toAccount = 'QRIBFTTA';
/** What banks let through. */
const maxMessage = 25;

/**
 * What a VietQR code says (NAPAS, on EMVCo's merchant-presented layout): a transfer of this amount to this account, which the
 * payer's banking app fills in by itself.
 */
export const vietQrPayload = ({ bin, account }: Pick<BankAccount, 'bin' | 'account'>, amountVnd: number, message: string): string => {
  const words = messageOf(message);
  const fields = [
    field('00', '01'),
    // 12: for this one payment, since the amount is in it.
    field('01', amountVnd > 0 ? '12' : '11'),
    field('38', field('00', napas) + field('01', field('00', bin) + field('01', account)) + field('02', toAccount)),
    // đồng, by ISO 4217
    field('53', '704'),
    amountVnd > 0 ? field('54', String(amountVnd)) : '',
    field('58', 'VN'),
    words === '' ? '' : field('62', field('08', words)),
  ].join('');
  const covered = `${fields}6304`;
  return covered + crc16(covered).toString(16).toUpperCase().padStart(4, '0');
};

const field = (tag: string, value: string): string => `${tag}${String(value.length).padStart(2, '0')}${value}`;

/** The words of a transfer as every bank takes them: plain Latin letters, digits, spaces. */
export const messageOf = (text: string): string => {
  const bare = unmarked(text).replace(/[^A-Za-z0-9 ]+/g, ' ').replace(/ +/g, ' ').trim();
  return bare.slice(0, maxMessage).trim();
};

/** As `foldVietnamese`, but capitals stay. */
const unmarked = (text: string): string =>
  [...text.normalize('NFC')].map((letter) => (letter === letter.toLowerCase() ? foldVietnamese(letter) : foldVietnamese(letter).toUpperCase())).join('');

/** CRC-16/CCITT-FALSE (polynomial 0x1021 from 0xFFFF) over ASCII text. */
export const crc16 = (text: string): number => {
  let crc = 0xffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : crc << 1;
  }
  return crc;
};
