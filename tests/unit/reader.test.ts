import { describe, expect, test } from 'vitest';
import { chordOf } from '../../renderer/app/keyboard.ts';
import { readingOf } from '../../renderer/app/reader.ts';

const receipt = ['H02.15.20-261123-1001', '12', '3'.repeat(39), '4'.repeat(78), '5'.repeat(155)].join('/');

describe('what came off a reader', () => {
  test('a receipt is known by its parts, also with capitals switched off, and cut short it is still one', () => {
    expect(readingOf({ payload: receipt, isMangled: false })).toEqual({ kind: 'receipt', payload: receipt, code: 'H02.15.20-261123-1001' });
    expect(readingOf({ payload: receipt.toLowerCase(), isMangled: false })).toEqual({ kind: 'receipt', payload: receipt, code: 'H02.15.20-261123-1001' });
    expect(readingOf({ payload: receipt.slice(0, 90), isMangled: false }).kind).toBe('receipt');
  });

  test('a plain code opens its dossier, a card is a card, and what is neither is for the card’s reader to explain', () => {
    expect(readingOf({ payload: 'H02.15.20-261123-1001', isMangled: false })).toEqual({ kind: 'dossier', code: 'H02.15.20-261123-1001' });
    expect(readingOf({ payload: '000.17.22.H56-210531-0001', isMangled: false })).toEqual({ kind: 'dossier', code: '000.17.22.H56-210531-0001' });
    const card = '024186001234|121234567|Đặng Thị Ngọc Ánh|09031986|Nữ|Thôn Vĩnh Hồng|15042021';
    expect(readingOf({ payload: card, isMangled: true })).toEqual({ kind: 'card', payload: card, isMangled: true });
    expect(readingOf({ payload: 'https://dichvucong.gov.vn/abc', isMangled: false }).kind).toBe('card');
  });
});

describe('a chord', () => {
  const press = { key: '', code: '', keyCode: 0, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false };

  test('with Alt goes by the place of the key, whatever letter the layout gives', () => {
    expect(chordOf({ ...press, key: 'å', code: 'KeyA', altKey: true })).toBe('Alt+A');
    expect(chordOf({ ...press, key: '1', code: 'Digit1', altKey: true })).toBe('Alt+1');
    expect(chordOf({ ...press, key: 'R', code: 'KeyR', altKey: true, shiftKey: true })).toBe('Alt+Shift+R');
  });

  test('is never a bare letter, nor what AltGr types, nor what an input method still composes', () => {
    expect(chordOf({ ...press, key: 'a', code: 'KeyA' })).toBeUndefined();
    expect(chordOf({ ...press, key: 'R', code: 'KeyR', shiftKey: true })).toBeUndefined();
    expect(chordOf({ ...press, key: 'ą', code: 'KeyA', altKey: true, ctrlKey: true })).toBeUndefined();
    expect(chordOf({ ...press, key: 'Process', code: 'KeyA', altKey: true, keyCode: 229 })).toBeUndefined();
    expect(chordOf({ ...press, key: 'q', code: 'KeyQ', altKey: true })).toBeUndefined();
  });
});
