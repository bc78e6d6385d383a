import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardReading, parseCard } from '../../domain/identity/card.ts';
import { citizenNumberWarnings, parseCitizenNumber } from '../../domain/identity/citizen-number.ts';
import { utcOf } from '../../domain/time.ts';

const now = utcOf('2026-11-23', 8 * 60);
const read = (payload: string) => parseCard(payload, now);
const card = '024190001234|123456789|Nguyễn Thị Lan|17051990|Nữ|Thôn Vĩnh Ninh, Lục Sơn, Lục Nam, Bắc Giang|15042021';
const lan: CardReading = {
  fields: {
    number: '024190001234',
    oldNumber: '123456789',
    fullName: 'Nguyễn Thị Lan',
    dateOfBirth: '1990-05-17',
    sex: 'Nữ',
    address: 'Thôn Vĩnh Ninh, Lục Sơn, Lục Nam, Bắc Giang',
    cardIssuedOn: '2021-04-15',
  },
  warnings: [],
  rest: [],
};

describe('the QR code of an identity card', () => {
  it('fills the person', () => expect(read(card)).toEqual(lan));

  it.each([
    ['the CR of a reader', `${card}\r`],
    ['CR and LF, a byte-order mark, a symbology mark', `\ufeff]Q1${card}\r\n`],
    ['dates with strokes', card.replace('17051990', '17/05/1990').replace('15042021', '15/04/2021')],
    ['decomposed letters', card.normalize('NFD')],
  ])('takes %s', (_, payload) => expect(read(payload)).toEqual(lan));

  it('of 2024 has more fields, which are kept as they stand', () => {
    expect(read(`${card}|Nguyễn Văn Hùng|Trần Thị Mai|`)).toEqual({ ...lan, rest: ['Nguyễn Văn Hùng', 'Trần Thị Mai', ''] });
  });

  it('may lack the old number, the address and the day of issue', () => {
    expect(read('024190001234||Nguyễn Thị Lan|17051990|Nữ||')).toEqual({
      ...lan,
      fields: { number: '024190001234', fullName: 'Nguyễn Thị Lan', dateOfBirth: '1990-05-17', sex: 'Nữ' },
    });
  });

  it.each([['1990'], ['00001990'], ['00/00/1990']])('may know only the year of birth: %s', (birth) => {
    const { dateOfBirth: _, ...fields } = lan.fields;
    expect(read(card.replace('17051990', birth))).toEqual({ ...lan, fields, warnings: ['card.birthDateIncomplete'] });
  });

  it('warns, and no more, where the number does not fit sex or year', () => {
    expect(read(card.replace('024190', '024085'))).toMatchObject({ warnings: ['citizenNumber.sexDiffers', 'citizenNumber.birthYearDiffers'] });
  });

  it.each([
    ['a dossier code', 'H02.15.20-261123-1001', { problem: 'card.notACard', data: {} }],
    ['an address of the web', 'https://dichvucong.gov.vn/?a=1|2', { problem: 'card.notACard', data: {} }],
    ['nothing', '', { problem: 'card.notACard', data: {} }],
    ['half a card', card.split('|').slice(0, 4).join('|'), { problem: 'card.missingFields', data: { found: 4, needed: 7 } }],
    ['a card without a name', card.replace('Nguyễn Thị Lan', ''), { problem: 'card.missingFields', data: { field: 'fullName' } }],
    ['a number with a digit lost', card.slice(1), { problem: 'citizenNumber.malformed', data: { length: 11 } }],
    ['30 February', card.replace('17051990', '30021990'), { problem: 'card.impossibleDate', data: { field: 'dateOfBirth', value: '30021990' } }],
    ['an impossible day of issue', card.replace('15042021', '15132021'), { problem: 'card.impossibleDate', data: { field: 'cardIssuedOn', value: '15132021' } }],
    ['a birth tomorrow', card.replace('17051990', '24112026'), { problem: 'person.birthDateInFuture', data: { value: '24112026' } }],
  ])('is refused: %s', (_, payload, expected) => expect(read(payload)).toEqual(expected));

  it('holds whatever the fields hold (round trip)', () => {
    const text = fc.constantFrom('Nguyễn', 'Thị', 'Đặng', 'Ksor', "H'Lan", 'Ánh', 'Thủy', 'Quý', 'Y', 'Ngọc', 'Xuân', 'Sửu', 'Âu', 'Giang', 'Max');
    const words = fc.array(text, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-22'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    const onCard = (date: string) => date.split('-').toReversed().join('');
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), fc.stringMatching(/^\d{9}$/), words, day, fc.constantFrom('Nam' as const, 'Nữ' as const), words, day, (number, oldNumber, fullName, dateOfBirth, sex, address, cardIssuedOn) => {
        const payload = [number, oldNumber, fullName, onCard(dateOfBirth), sex, address, onCard(cardIssuedOn)].join('|');
        expect(read(payload)).toMatchObject({ fields: { number, oldNumber, fullName, dateOfBirth, sex, address, cardIssuedOn } });
      }),
    );
  });

  it('gives a reading or a problem for any input, and never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { minLength: 6, maxLength: 9 }).map((parts) => parts.join('|'))), (payload) => void read(payload)));
  });
});

describe('a payload mangled on its way', () => {
  const asLatin = (encoding: 'latin1' | 'windows-1252') => new TextDecoder(encoding === 'latin1' ? 'iso-8859-1' : encoding).decode(new TextEncoder().encode(card));

  it('by a reader that does not send UTF-8 is mended where no byte is lost', () => {
    expect(asLatin('windows-1252')).toContain('Nguyá»…n');
    expect(read(asLatin('windows-1252'))).toEqual({ ...lan, warnings: ['card.repairedEncoding'] });
    expect(read(Buffer.from(card).toString('latin1'))).toEqual({ ...lan, warnings: ['card.repairedEncoding'] });
  });

  it.each([
    ['question marks', card.replace('Nguyễn Thị', 'Nguy?n Th?')],
    ['replacement marks', card.replace('ễ', '\ufffd')],
    ['bytes dropped', asLatin('windows-1252').replaceAll('»', '')],
  ])('with %s is explained', (_, payload) => expect(read(payload)).toEqual({ problem: 'card.mangledByTyping', data: { how: 'encoding' } }));

  it('as Telex key strokes is mended when every word makes sense', () => {
    const typed = '024190001234|123456789|Nguyeexn Thij Lan|17051990|Nuwx|Thoon Vinhx Ninh, Lucj Sown, Lucj Nam, Bawcs Giang|15042021';
    expect(read(typed)).toEqual({ ...lan, warnings: ['card.repairedTelex'] });
    expect(read(typed.replace('Lan', 'Lawzq'))).toEqual({ problem: 'card.mangledByTyping', data: { how: 'telex' } });
  });

  it('as VNI key strokes likewise', () => {
    const typed = '024190001234|123456789|Nguye6n4 Thi5 Lan|17051990|Nu74|Tho6n Vi4nh Ninh, Lu5c So7n, Luc5 Nam, Ba81c Giang|15042021';
    expect(read(typed)).toEqual({ ...lan, warnings: ['card.repairedVni'] });
    expect(read(typed.replace('Lan', 'La9n'))).toEqual({ problem: 'card.mangledByTyping', data: { how: 'vni' } });
  });

  it.each([
    ['Trần Văn Sơn', 'Traafn Vawn Sown', 'Tra6n2 Va8n So7n'],
    ['Đặng Thị Hòa', 'DDawngj Thij Hoaf', 'D9a8ng5 Thi5 Hoa2'],
    ['Phương Thị Thủy', 'Phuwowng Thij Thuyr', 'Phu7o7ng Thi5 Thuy3'],
    ['Hoàng Đình Quốc', 'Hoangf Ddinhf Quoocs', 'Hoang2 D9inh2 Quo61c'],
    ['Lường Thị Nguyệt', 'Luwowngf Thij Nguyeetj', 'Luo7ng2 Thi5 Nguye6t5'],
  ])('%s comes out of either typing', (name, telex, vni) => {
    const [telexAddress, vniAddress] = ['Lucj Sown, Bawcs Giang', 'Luc5 So7n, Ba8c1 Giang'];
    const nameOf = (fullName: string, address: string) => {
      const reading = read(['024190001234', '', fullName, '17051990', 'Nam', address, ''].join('|'));
      return 'fields' in reading && [reading.fields.fullName, reading.fields.address];
    };
    expect([nameOf(telex, telexAddress), nameOf(vni, vniAddress)]).toEqual(Array(2).fill([name, 'Lục Sơn, Bắc Giang']));
  });

  it('leaves foreign names and house numbers alone', () => {
    const payload = card.replace('Nguyễn Thị Lan', 'Max Weber').replace('Thôn Vĩnh Ninh', 'A3 QL1A 12A');
    expect(read(payload)).toMatchObject({ fields: { fullName: 'Max Weber', address: 'A3 QL1A 12A, Lục Sơn, Lục Nam, Bắc Giang' }, warnings: [] });
  });

  it('through a keyboard layout without digits is explained', () => {
    expect(read(card.replace('024190001234', 'đâôăđđđâêôăâ'))).toEqual({ problem: 'card.mangledByTyping', data: { how: 'digits' } });
    expect(read(card.replace('024190001234', 'à"é&çààà&é"'.padEnd(12, '&')))).toEqual({ problem: 'card.mangledByTyping', data: { how: 'digits' } });
  });

  it('with all marks left out is taken, with a warning', () => {
    expect(read('024190001234|123456789|NGUYEN THI LAN|17051990|Nu|Thon Vinh Ninh, Luc Son, Luc Nam, Bac Giang|15042021')).toMatchObject({
      fields: { fullName: 'NGUYEN THI LAN', sex: 'Nữ' },
      warnings: ['card.withoutMarks'],
    });
  });
});

describe('the 12-digit number', () => {
  it('says province, sex and year of birth', () => {
    expect(parseCitizenNumber('024 190 001 234')).toEqual({ number: '024190001234', provinceCode: '024', province: 'Bắc Giang', sex: 'Nữ', birthYear: 1990 });
  });

  it.each([['001085', 'Nam', 1985], ['001185', 'Nữ', 1985], ['001205', 'Nam', 2005], ['001305', 'Nữ', 2005], ['001426', 'Nam', 2126], ['001926', 'Nữ', 2326]])('%s…: %s, %i', (start, sex, birthYear) => {
    expect(parseCitizenNumber(`${start}000001`)).toMatchObject({ sex, birthYear });
  });

  it('of a person born abroad has another prefix, and is as good', () => {
    expect(parseCitizenNumber('141190001234')).toEqual({ number: '141190001234', provinceCode: '141', sex: 'Nữ', birthYear: 1990 });
  });

  it.each([['02419000123'], ['0241900012345'], ['02419000123a'], ['']])('is not %j', (text) => {
    expect(parseCitizenNumber(text)).toEqual({ problem: 'citizenNumber.malformed', data: { length: text.length } });
  });

  it('has no check digit: every 12 digits are a number', () => {
    fc.assert(fc.property(fc.stringMatching(/^\d{12}$/), (number) => void expect(parseCitizenNumber(number)).toMatchObject({ number })));
  });

  it('is compared only with what is known', () => {
    const number = parseCitizenNumber('024190001234');
    if ('problem' in number) throw new Error('not a number');
    expect([{}, { sex: '' as const, dateOfBirth: '' }, { sex: 'Nam' as const }, { dateOfBirth: '1991-01-01' }].map((known) => citizenNumberWarnings(number, known))).toEqual([
      [],
      [],
      ['citizenNumber.sexDiffers'],
      ['citizenNumber.birthYearDiffers'],
    ]);
  });
});
