import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetOf } from '../../electron/desk/search/snippet.ts';

const marked = (text: string, asked: string): string => snippetOf(text, asked).map((part) => (part.isHit ? `[${part.text}]` : part.text)).join('');

describe('the piece of a paper that is shown', () => {
  it('marks the words as they are written there, whatever marks were typed', () => {
    expect(marked('Giấy chứng sinh của bé Đặng Thị Đào', 'dang thi đao')).toBe('Giấy chứng sinh của bé [Đặng] [Thị] [Đào]');
    expect(marked('Thửa đất số 112, tờ bản đồ số 24', 'tờ bản')).toBe('Thửa đất số 112, [tờ] [bản] đồ số 24');
  });

  it('takes the last word as half typed, and the others whole', () => {
    expect(marked('Nguyễn Văn Hoàng và Hoa', 'nguyen ho')).toBe('[Nguyễn] Văn [Ho]àng và [Ho]a');
    expect(marked('Nguyễn Văn Hoàng', 'ng van')).toBe('Nguyễn [Văn] Hoàng');
  });

  it('shows the place where the words stand together, not the first place of one of them', () => {
    const far = `Nguyễn ở đầu trang. ${'Một dòng khác của tờ khai này. '.repeat(20)}Bà Nguyễn Thị Lan đã ký.${' Và hết.'.repeat(40)}`;
    expect(marked(far, 'nguyen thi lan')).toContain('[Nguyễn] [Thị] [Lan] đã ký');
    expect(marked(far, 'nguyen thi lan')).toMatch(/^… .*(hết\.|Và) …$/);
  });

  it('keeps its places where a letter folds to more or fewer than one', () => {
    expect(marked('Cộng hòa ﬁle Đỗ', 'đỗ')).toBe('Cộng hòa ﬁle [Đỗ]');
    expect(marked('Straße İstanbul và Lục Nam', 'luc nam')).toBe('Straße İstanbul và [Lục] [Nam]');
  });

  it('is always a piece of the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 12 }), (text, asked) => {
        const shown = marked(text, asked).replace(/^… | …$|[[\]]/g, '');
        const whole = text.replace(/[[\]]/g, '').replace(/\s+/g, ' ');
        expect(whole.includes(shown) || shown.length === 0 || whole.includes(shown.trim())).toBe(true);
      }),
    );
  });
});
