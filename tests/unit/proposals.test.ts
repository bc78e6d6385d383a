import { describe, expect, it } from 'vitest';
import { type ProposalField, proposalsOf } from '../../domain/document/proposals.ts';
import { pageTextOf } from '../fixtures/page-text.ts';

const found = (lines: readonly string[]) => proposalsOf([{ page: 1, text: pageTextOf(lines) }]);
const values = (lines: readonly string[], field: ProposalField): string[] => found(lines)[field].map(({ value }) => value);

const extract = [
  'ỦY BAN NHÂN DÂN            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'XÃ LỤC SƠN                        Độc lập - Tự do - Hạnh phúc',
  'Số: 123/2024/TLKT-BS              Lục Sơn, ngày 05 tháng 3 năm 2024',
  'TRÍCH LỤC KHAI TỬ',
  'Họ, chữ đệm, tên: GIÁP VĂN OÁNH',
  'Ngày, tháng, năm sinh: 12/08/1941   Giới tính: Nam',
  'Số định danh cá nhân: 024041001234',
  'Đã chết vào lúc 05 giờ, ngày 01 tháng 3 năm 2024',
  'Họ, chữ đệm, tên người đi khai: Giáp Thị Thu, số căn cước công dân 024 175 005 678 cấp ngày 10/05/2021',
  'Căn cứ Luật Hộ tịch ngày 20 tháng 11 năm 2014 và Nghị định số 123/2015/NĐ-CP ngày 15 tháng 11 năm 2015',
  'Mã hồ sơ: H02.15.20-240304-1007',
];

describe('what a paper seems to say', () => {
  it('an extract: each field from its place, and nothing of the laws that it names', () => {
    const proposals = found(extract);
    const best = Object.fromEntries(Object.entries(proposals).map(([field, of]) => [field, of.map(({ value }) => value)]));
    expect(best).toEqual({
      typeCode: ['KQ.G15.000034'],
      number: ['123/2024/TLKT-BS'],
      // Not the day of the laws, of his birth, or of the card of whoever came.
      issuedOn: ['2024-03-05', '2024-03-01'],
      issuedBy: ['UBND xã Lục Sơn'],
      fullName: ['GIÁP VĂN OÁNH', 'Giáp Thị Thu'],
      citizenNumber: ['024041001234', '024175005678'],
      dossierCode: ['H02.15.20-240304-1007'],
    });
  });

  it('says where on which page it stands, and how surely', () => {
    const [number] = proposalsOf([{ page: 1, text: pageTextOf(['TỜ BÌA']) }, { page: 2, text: pageTextOf(['x', 'Mã hồ sơ: H02.15.20-240304-1007'], { confidence: 80 }) }]).dossierCode;
    expect(number).toEqual({ value: 'H02.15.20-240304-1007', page: 2, box: { left: 200 / 1200, right: 410 / 1200, top: 140 / 2100, bottom: 162 / 2100 }, confidence: 76 });
    const [head] = found(extract).number;
    const [elsewhere] = found([...Array.from({ length: 30 }, () => 'không có gì'), 'Số: 123/2024/TLKT-BS']).number;
    expect(head!.confidence).toBeGreaterThan(elsewhere!.confidence);
  });

  it.each([
    ['Số: 45/GXN-UBND', '45/GXN-UBND'],
    ['Số 12 / QĐ - UBND', '12/QĐ-UBND'],
    ['Sô: 7/TLKH', '7/TLKH'],
    ['S0: 118/2026/TLKS-BS.', '118/2026/TLKS-BS'],
    ['Số: 301/UBND-TP', '301/UBND-TP'],
  ])('number: «%s»', (line, value) => {
    expect(values(['ỦY BAN NHÂN DÂN', line], 'number')).toEqual([value]);
  });

  it.each([
    'Theo Nghị định số 104/2022/NĐ-CP của Chính phủ',
    'Căn cứ Quyết định số 468/QĐ-TTg',
    'khoản 2 Điều 14 NĐ 104/2022/NĐ-CP',
    '104/2022/NĐ-CP). Chỉ khi nộp trực tiếp',
    'Ngày 12/08/1941',
    'km/h và 5/7 số phiếu',
  ])('no number: «%s»', (line) => {
    expect(values([line], 'number')).toEqual([]);
  });

  it.each([
    ['Lục Sơn, ngày 18tháng 03năm 2025', '2025-03-18'],
    ['Lục Sơn, ngòy 1O thóng 12 nám 2025', '2025-12-10'],
    ['Cấp ngày 29/02/2024', '2024-02-29'],
    ['Ngày cấp: 01.07.2021', '2021-07-01'],
  ])('day: «%s»', (line, value) => {
    expect(values([line], 'issuedOn')).toEqual([value]);
  });

  it.each(['Lục Sơn, ngày 31 tháng 02 năm 2025', 'Sinh ngày 05 tháng 3 năm 1990', 'Ngày sinh: 05/03/1990', 'Luật Căn cước ngày 27 tháng 11 năm 2023', 'Điện thoại 0912.345.6789'])('no day: «%s»', (line) => {
    expect(values([line], 'issuedOn')).toEqual([]);
  });

  it.each([
    ['Họ và tên: Đặng Thị Ngọc Ánh   Giới tính: Nữ', 'Đặng Thị Ngọc Ánh'],
    ['Ho va tên: NGUYỄN VĂN ẤN, sinh năm 1986', 'NGUYỄN VĂN ẤN'],
    ['1. Ông/Bà: Vi Thị Thuỷ Tiên; số căn cước: 024186002345', 'Vi Thị Thuỷ Tiên'],
    ['Ông (Bà): Leo Văn Tám Ngày sinh 01/01/1970', 'Leo Văn Tám'],
    ['Họ, chữ đệm, tên người mẹ: Nông Thị Hồng', 'Nông Thị Hồng'],
    ['Tên tôi là: Chu Bá Quyết', 'Chu Bá Quyết'],
  ])('name: «%s»', (line, value) => {
    expect(values([line], 'fullName')).toEqual([value]);
  });

  it('a name below its label; words that are no name are none', () => {
    expect(values(['Họ và tên', 'TRẦN THỊ BƯỞI'], 'fullName')).toEqual(['TRẦN THỊ BƯỞI']);
    expect(values(['Họ và tên, ngày sinh của người được cấp'], 'fullName')).toEqual([]);
    expect(values(['Đề nghị ông bà bổ sung giấy tờ'], 'fullName')).toEqual([]);
  });

  it('twelve digits are a citizen’s number where they can be one', () => {
    expect(values(['1 Đoàn Văn Quyết 21/09/1960 024062137452'], 'citizenNumber')).toEqual(['024062137452']);
    expect(values(['Số CCCD: O24l86OO1234'], 'citizenNumber')).toEqual(['024186001234']);
    // No province has this number, but the paper says what it is.
    expect(values(['Căn cước số 999186001234'], 'citizenNumber')).toEqual(['999186001234']);
    expect(values(['Tài khoản 999186001234, điện thoại 0912345678, mã 0241860012345'], 'citizenNumber')).toEqual([]);
  });

  it.each([
    [['UBND XÃ NGHĨA PHƯƠNG'], 'UBND xã Nghĩa Phương'],
    [['ỦY BAN NHÂN DÂN XÃ ĐÔNG HƯNG   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], 'UBND xã Đông Hưng'],
    [['UỶ BAN NHÂN DÂN       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'PHƯỜNG ĐA MAI         Độc lập - Tự do - Hạnh phúc'], 'UBND phường Đa Mai'],
    [['ỦY BAN NHÂN DÂN XÃ BÌNH SƠN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'], 'UBND xã Bình Sơn'],
    [['ỦY BẠN NHÂN DẬN.', 'XÃ BÌNH SƠN'], 'UBND xã Bình Sơn'],
    [['TÒA ÁN NHÂN DÂN HUYỆN LỤC NAM'], 'Tòa án nhân dân huyện Lục Nam'],
    [['Nơi đăng ký: Ủy ban nhân dân xã Cẩm Lý, huyện Lục Nam'], 'UBND xã Cẩm Lý'],
  ])('issuer: %j', (lines, value) => {
    expect(values(lines, 'issuedBy')).toEqual([value]);
  });

  it.each([
    ['GIẤY KHAI SINH', 'KQ.G15.000031'],
    ['GIẤY KHAl SlNH', 'KQ.G15.000031'],
    ['GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN', 'KQ.G15.000038'],
    ['TRÍCH LỤC KẾT HÔN (BẢN SAO)', 'KQ.G15.000342'],
    ['TỜ KHAI ĐĂNG KÝ KHAI SINH', 'to-khai'],
    ['GIẤY ỦY QUYỀN', 'van-ban-uy-quyen'],
    ['CĂN CƯỚC CÔNG DÂN', 'giay-to-tuy-than'],
  ])('kind of paper: «%s»', (title, code) => {
    expect(values([title], 'typeCode')[0]).toBe(code);
  });

  it('an empty page says nothing', () => {
    expect(Object.values(found([])).flat()).toEqual([]);
  });
});
