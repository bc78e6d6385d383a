import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derOfEcdsa } from '../../electron/desk/signing/ecdsa-der.ts';
import { layMark, placeMark, type Rectangle } from '../../electron/desk/signing/mark-place.ts';
import { type Cryptoki, createPkcs11Driver, pinStateOf } from '../../electron/desk/signing/pkcs11-driver.ts';
import { isRefusal } from '../../electron/desk/signing/token-messages.ts';
import { problemOfRefusal } from '../../electron/desk/signing/token-problems.ts';
import { isoVietnamTime, markLines } from '../../electron/desk/signing/signature-mark.ts';

const at = Date.UTC(2026, 10, 23, 17, 5, 9);

test('the mark says who, which agency and when, in Vietnam time', () => {
  expect(isoVietnamTime(at)).toBe('2026-11-24T00:05:09+07:00');
  const wording = { signer: 'Nguyễn Thị Hoa', agency: 'UBND xã Lục Sơn', sealTitle: 'SAO Y', at };
  expect(markLines({ ...wording, kind: 'personal' })).toEqual(['Người ký: Nguyễn Thị Hoa', 'Cơ quan: UBND xã Lục Sơn', 'Thời gian ký: 2026-11-24T00:05:09+07:00']);
  expect(markLines({ ...wording, kind: 'seal' })).toEqual(['SAO Y', 'Cơ quan: UBND xã Lục Sơn', 'Thời gian ký: 2026-11-24T00:05:09+07:00']);
  expect(markLines({ ...wording, kind: 'seal', sealTitle: '', agency: '' })).toEqual(['Thời gian ký: 2026-11-24T00:05:09+07:00']);
});

const fixedWidth = (text: string, size: number): number => (text.length * size) / 2;

test('a long name is broken between words, and no word is lost', () => {
  const text = 'Cơ quan: Ủy ban nhân dân xã Lục Sơn huyện Lục Nam tỉnh Bắc Giang Bộ phận Tiếp nhận và Trả kết quả';
  const { lines, width } = layMark([text, 'Thời gian ký: x'], fixedWidth);
  expect(lines.length).toBeGreaterThan(2);
  expect(lines.slice(0, -1).join(' ')).toBe(text);
  expect(width).toBeLessThan(240);
});

test('a mark is inside its page, upright at the top right as the page is shown, and covers no other while there is room', () => {
  const turns = fc.constantFrom<0 | 1 | 2 | 3>(0, 1, 2, 3);
  const page = fc.record({ left: fc.integer({ min: -500, max: 500 }), bottom: fc.integer({ min: -500, max: 500 }), width: fc.integer({ min: 60, max: 2000 }), height: fc.integer({ min: 60, max: 2000 }) });
  fc.assert(
    fc.property(page, turns, fc.integer({ min: 1, max: 6 }), ({ left, bottom, width, height }, quarterTurns, count) => {
      const box: Rectangle = { left, bottom, right: left + width, top: bottom + height };
      const shownHeight = quarterTurns % 2 === 1 ? width : height;
      const taken: Rectangle[] = [];
      for (let number = 0; number < count; number += 1) {
        const { rectangle } = placeMark({ width: 200, height: 40, page: { box, quarterTurns }, taken });
        const [x1, y1, x2, y2] = rectangle;
        expect(x1 >= box.left - 0.01 && y1 >= box.bottom - 0.01 && x2 <= box.right + 0.01 && y2 <= box.top + 0.01, JSON.stringify(rectangle)).toBe(true);
        expect(x2 > x1 && y2 > y1).toBe(true);
        const hasRoom = (number + 1) * 42 + 24 <= shownHeight;
        if (hasRoom) expect(taken.some((other) => other.left < x2 - 0.01 && other.right > x1 + 0.01 && other.bottom < y2 - 0.01 && other.top > y1 + 0.01)).toBe(false);
        taken.push({ left: x1, bottom: y1, right: x2, top: y2 });
      }
    }),
  );
});

test('what PKCS#11 says of the PIN becomes the number of tries left', () => {
  const [low, final, locked] = [0x10000, 0x20000, 0x40000];
  expect([0, low, low | final, final, low | final | locked].map(pinStateOf)).toEqual([
    { isLocked: false, triesLeft: null },
    { isLocked: false, triesLeft: 2 },
    { isLocked: false, triesLeft: 1 },
    { isLocked: false, triesLeft: 1 },
    { isLocked: true, triesLeft: 0 },
  ]);
  const source = { kind: 'pkcs11', path: '/a.so' } as const;
  expect([null, 2, 1].map((triesLeft) => problemOfRefusal({ refused: 'wrongPin', pin: { isLocked: false, triesLeft } }, source))).toEqual([
    { problem: 'signing.wrongPin', data: {} },
    { problem: 'signing.wrongPinTriesLeft', data: { triesLeft: 2 } },
    { problem: 'signing.wrongPinLastTry', data: {} },
  ]);
});

const flags = { initialised: 0x400, hasPin: 0x8, low: 0x10000, final: 0x20000, locked: 0x40000, mustChange: 0x80000, pinPad: 0x100 };

/** A token as the standard describes one: three wrong PINs lock it. */
const makeToken = ({ pin = '1234', more = 0 } = {}): { cryptoki: Cryptoki; logins: (string | undefined)[] } => {
  const logins: (string | undefined)[] = [];
  let wrong = 0;
  const error = (code: string): Error => Object.assign(new Error(code), { name: 'Pkcs11Error' });
  const info = () => ({ label: 'Thẻ', manufacturerID: 'VN', model: 'M', serialNumber: '77', flags: flags.initialised | flags.hasPin | more | (wrong > 0 ? flags.low : 0) | (wrong === 2 ? flags.final : 0) | (wrong > 2 ? flags.locked : 0) });
  const cryptoki = {
    C_GetSlotList: () => [Buffer.from([1])],
    C_GetTokenInfo: info,
    C_GetMechanismList: () => [0x40],
    C_OpenSession: () => Buffer.from([2]),
    C_CloseSession: () => undefined,
    C_Login: (_session: Buffer, _user: number, entered?: string) => {
      logins.push(entered);
      if (wrong > 2) throw error('CKR_PIN_LOCKED');
      if (entered !== pin) {
        wrong += 1;
        throw error(wrong > 2 ? 'CKR_PIN_LOCKED' : 'CKR_PIN_INCORRECT');
      }
      wrong = 0;
    },
    C_FindObjectsInit: () => undefined,
    C_FindObjects: () => [],
    C_FindObjectsFinal: () => undefined,
  } as unknown as Cryptoki;
  return { cryptoki, logins };
};

const enter = ({ cryptoki }: ReturnType<typeof makeToken>, secret: string) => createPkcs11Driver(cryptoki).open({ serial: '77', certificateId: undefined, secret });

test('a wrong PIN is entered once and never again by the program; each answer says how many are left', () => {
  const token = makeToken();
  const answers = ['1111', '2222', '3333'].map((secret) => enter(token, secret));
  expect(answers.map((answer) => (isRefusal(answer) ? [answer.refused, answer.pin] : answer))).toEqual([
    ['wrongPin', { isLocked: false, triesLeft: 2 }],
    ['wrongPin', { isLocked: false, triesLeft: 1 }],
    ['locked', { isLocked: true, triesLeft: 0 }],
  ]);
  expect(token.logins).toEqual(['1111', '2222', '3333']);
  // Into a locked token none is entered at all, not even the right one.
  expect(enter(token, '1234')).toMatchObject({ refused: 'locked' });
  expect(token.logins).toHaveLength(3);
  expect(createPkcs11Driver(token.cryptoki).look()).toMatchObject([{ label: 'Thẻ', pin: { isLocked: true, triesLeft: 0 } }]);
});

test('a token that wants its PIN changed first, or has a pad of its own, is told apart', () => {
  const fresh = makeToken({ more: flags.mustChange });
  expect([enter(fresh, '1234'), fresh.logins]).toEqual([{ refused: 'notReady' }, []]);
  const pad = makeToken({ more: flags.pinPad });
  enter(pad, 'không dùng');
  expect(pad.logins).toEqual([undefined]);
});

test('a signature of an elliptic curve is written as OpenSSL reads it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (raw) => {
      const said = execFileSync('openssl', ['asn1parse', '-inform', 'DER'], { input: derOfEcdsa(raw) }).toString();
      const numbers = [...said.matchAll(/INTEGER\s+:(-?[0-9A-F]+)/g)].map(([, hex]) => BigInt(`0x${hex}`));
      expect(numbers).toEqual([raw.subarray(0, 32), raw.subarray(32)].map((half) => BigInt(`0x${Buffer.from(half).toString('hex')}`)));
    }),
    { numRuns: 20 },
  );
});
