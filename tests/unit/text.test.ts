import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogueEvents } from '../../domain/procedure/catalogue.ts';
import { foldVietnamese, initialsOf, matchesQuery, scoreMatch } from '../../domain/text.ts';

describe('Vietnamese without its marks', () => {
  it('folds every letter, đ too, composed or not', () => {
    const text = 'Đăng ký khai sinh, ƯỜNG Ỗ ễ ợ ỹ';
    expect([foldVietnamese(text), foldVietnamese(text.normalize('NFD'))]).toEqual(Array(2).fill('dang ky khai sinh, uong o e o y'));
  });

  it('is the same folded twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(foldVietnamese(foldVietnamese(text))).toBe(foldVietnamese(text))));
  });

  it('gives initials', () => expect(initialsOf('Thủ tục đăng ký khai sinh')).toBe('ttdkks'));
});

describe('searching a procedure', () => {
  const birth = 'Thủ tục đăng ký khai sinh';
  it.each([['khai sinh'], ['Khai Sinh'], ['dang ky khai sinh'], ['ks'], ['dkks'], ['đk ks'], ['khaisinh'], ['đăng kí khai sinh'], ['làm giấy khai sinh'], ['sinh khai'], ['khai si'], ['khai snih'], ['khia sinh'], ['kai sinh'], ['khaii sinh'], ['ĐĂNG KÝ'.normalize('NFD')]])('%j finds it', (query) => {
    expect(matchesQuery(query, birth)).toBe(true);
  });
  it.each([['khai tử'], ['kết hôn'], ['khia snih'], ['đăng ký khai sinh lại'], ['xyz'], [''], ['  '], ['|']])('%j does not', (query) => {
    expect(matchesQuery(query, birth)).toBe(false);
  });

  it('«thủ tục», which half of all names begin with, tells nothing', () => {
    expect([scoreMatch('thủ tục khai sinh', 'Đăng ký khai sinh') > 0, scoreMatch('thủ tục', birth)]).toEqual([true, 1]);
  });

  const names = catalogueEvents().map(({ payload }) => `${payload.code ?? ''} ${payload.name}`);
  const best = (query: string) => names.toSorted((a, b) => scoreMatch(query, b) - scoreMatch(query, a))[0];
  it.each([
    ['dang ky khai sinh', '1.001193'],
    ['1.000894', '1.000894'],
    ['ket hon', '1.000894'],
    ['chung thuc chu ky', '2.000884'],
    ['xac nhan tinh trang hon nhan', '1.004873'],
    ['tạm trú', '1.004194'],
  ])('in the catalogue %j finds %s first', (query, code) => expect(best(query)).toContain(code));

  it.each([
    ['kh', 'Thủ tục đăng ký kết hôn', 'Thủ tục đăng ký khai sinh'],
    ['ks', 'Thủ tục đăng ký khai sinh', 'Thủ tục đăng ký lại khai sinh'],
    ['khai sinh', 'Thủ tục đăng ký khai sinh', 'Đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế'],
    ['khai sinh', 'Thủ tục đăng ký khai sinh', 'khai sinh lại'],
    ['khai si', 'Thủ tục đăng ký khai sinh', 'Thủ tục đăng ký khai tử'],
  ])('%j means «%s» sooner than «%s»', (query, sooner, later) => expect(scoreMatch(query, sooner)).toBeGreaterThan(scoreMatch(query, later)));

  it('takes letters with marks for words, not for initials', () => expect([scoreMatch('đu', 'Đăng ký ưu đãi'), scoreMatch('đù', 'Đăng ký ưu đãi')].map((score) => score > 0)).toEqual([false, false]));

  it('ranks the marks that were typed first', () => {
    expect(scoreMatch('kết hôn', 'Đăng ký kết hôn')).toBeGreaterThan(scoreMatch('kết hôn', 'Đăng ký ket hon'));
  });
});
