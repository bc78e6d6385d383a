import catalogue from '../../../domain/procedure/catalogue.json' with { type: 'json' };
import { type Random, seededRandom } from '../../faults/simulator/random.ts';
import { type Block, type FontName, type PageText, printPage, scanOf, type ScannerFaults, stamp } from '../../fixtures/printed-page.ts';
import { fullNameOf, organisationNameOf } from '../large-store/names.ts';
import { personAt } from '../large-store/people.ts';

export type ScannedPaper = { bytes: Buffer; mediaType: 'image/jpeg' | 'image/png'; text: PageText };

/** The n-th paper of the set, always the same: what a commune is handed and hands out, printed, stamped, and scanned badly. */
export const paperAt = async (index: number): Promise<ScannedPaper> => {
  const random = seededRandom(`giấy tờ ${index}`);
  const page = printPage(kinds[index % kinds.length]!(random), {
    font: fonts[index % fonts.length]!,
    sizePt: 10 + random.below(9) / 2,
    // One in five desks scans at the least that is allowed (NĐ 30/2020/NĐ-CP, Phụ lục I, Phần II, Mục I).
    dpi: index % 5 === 4 ? 200 : 300,
  });
  for (let stamps = random.below(3); stamps > 0; stamps -= 1) {
    stamp(page, { x: 0.25 + random() * 0.5, y: 0.25 + random() * 0.6, words: `ỦY BAN NHÂN DÂN XÃ ${random.pick(communes).toUpperCase()}`, opacity: 0.45 + random() * 0.35 });
  }
  const faults = faultsOf(index, random);
  return { bytes: await scanOf(page, faults, random), mediaType: faults.format.kind === 'jpeg' ? 'image/jpeg' : 'image/png', text: page.text };
};

/** Half of the papers at a desk are set in Times. */
const fonts: readonly FontName[] = ['Tinos', 'DejaVu Serif', 'Tinos', 'Be Vietnam Pro', 'Tinos', 'DejaVu Sans', 'Tinos'];

const faultsOf = (index: number, random: Random): ScannerFaults => ({
  skewDegrees: index % 4 === 0 ? 0 : Number(((random() - 0.5) * 4).toFixed(2)),
  blur: index % 3 === 0 ? 0 : 0.4 + random() * 1.1,
  noise: random() * 16,
  specks: random.pick([0, 0, 60, 300]),
  contrast: random.pick([1, 1, 0.8, 0.6]),
  format: index % 8 === 7 ? { kind: 'png' } : { kind: 'jpeg', quality: random.pick([60, 75, 85, 92]) },
});

const communes = ['Lục Sơn', 'Bình Sơn', 'Trường Sơn', 'Vô Tranh', 'Nghĩa Phương', 'Huyền Sơn', 'Đông Hưng'];
const signs = ['TLKS-BS', 'UBND', 'QĐ-UBND', 'GXN-UBND', 'TLKT', 'TB-UBND', 'BC-UBND'];
const offices = ['CHỦ TỊCH', 'PHÓ CHỦ TỊCH', 'CÔNG CHỨC TƯ PHÁP - HỘ TỊCH'];

/** Sentences as officials write them: who may ask, what to bring, what to mind. */
const sentences: readonly string[] = catalogue
  .flatMap(({ whoMayAsk, documents }) => [whoMayAsk, ...documents.map(({ note }) => note)])
  .flatMap((text) => (text ?? '').split(/(?<=\.) /))
  .filter((text) => text.length > 40 && text.length < 400);
const procedureNames: readonly string[] = catalogue.map(({ name }) => name);
const paperNames: readonly string[] = [...new Set(catalogue.flatMap(({ documents }) => documents.map(({ name }) => name)))].filter((name) => name.length < 60);

const day = (random: Random): string => `ngày ${String(1 + random.below(28)).padStart(2, '0')} tháng ${String(1 + random.below(12)).padStart(2, '0')} năm ${2015 + random.below(12)}`;
const shortDay = (random: Random): string => `${String(1 + random.below(28)).padStart(2, '0')}/${String(1 + random.below(12)).padStart(2, '0')}/${1950 + random.below(75)}`;
const person = (random: Random) => personAt(random.below(900_000));
const prose = (random: Random, count: number): Block[] =>
  Array.from({ length: count }, () => ({ kind: 'paragraph', text: Array.from({ length: 1 + random.below(3) }, () => random.pick(sentences)).join(' ') }));

const head = (random: Random): Block => {
  const commune = random.pick(communes);
  return {
    kind: 'halves',
    left: ['ỦY BAN NHÂN DÂN', `XÃ ${commune.toUpperCase()}`, `Số: ${1 + random.below(600)}/${random.pick(signs)}`],
    right: ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', `${commune}, ${day(random)}`],
  };
};
const signature = (random: Random): Block => ({
  kind: 'halves',
  left: ['Nơi nhận:', '- Như trên;', '- Lưu: VT.'],
  right: ['TM. ỦY BAN NHÂN DÂN', random.pick(offices), `${fullNameOf(random, 'Nam')}`],
});

const extract = (random: Random): Block[] => {
  const [one, other] = [person(random), person(random)];
  return [
    head(random),
    { kind: 'heading', text: random.pick(['TRÍCH LỤC KHAI TỬ', 'GIẤY KHAI SINH (BẢN SAO)', 'TRÍCH LỤC KẾT HÔN', 'GIẤY XÁC NHẬN TÌNH TRẠNG HÔN NHÂN']), scale: 1.4 },
    {
      kind: 'lines',
      lines: [
        `Họ, chữ đệm, tên: ${one.fullName.toUpperCase()}`,
        `Ngày, tháng, năm sinh: ${shortDay(random)} Ghi bằng chữ: ${random.pick(['ngày mùng chín', 'ngày hai mươi tám', 'ngày mười lăm'])} tháng ${random.pick(['ba', 'tám', 'mười hai'])}`,
        `Giới tính: ${one.sex} Dân tộc: ${random.pick(['Kinh', 'Sán Dìu', 'Cao Lan', 'Nùng', 'Tày'])} Quốc tịch: Việt Nam`,
        `Nơi sinh: Trạm Y tế ${one.address}`,
        `Quê quán: ${other.address}`,
        `Số định danh cá nhân: ${one.number}`,
        `Họ, chữ đệm, tên người mẹ: ${other.fullName}`,
        `Năm sinh: ${other.dateOfBirth.slice(0, 4)} Dân tộc: Kinh Quốc tịch: Việt Nam`,
        `Nơi cư trú: ${other.address}`,
        `Giấy tờ tùy thân: Thẻ căn cước công dân số ${other.number} do Cục Cảnh sát quản lý hành chính về trật tự xã hội cấp ngày ${shortDay(random)}`,
        `Họ, chữ đệm, tên người đi khai: ${fullNameOf(random, 'Nữ')}`,
        `Nơi đăng ký: Ủy ban nhân dân xã ${random.pick(communes)}, huyện Lục Nam, tỉnh Bắc Giang`,
      ],
    },
    ...prose(random, 3),
    signature(random),
  ];
};

const decision = (random: Random): Block[] => [
  head(random),
  { kind: 'heading', text: 'QUYẾT ĐỊNH', scale: 1.5 },
  { kind: 'heading', text: `Về việc ${random.pick(procedureNames).replace(/^Thủ tục /, '').toLowerCase()}` },
  { kind: 'heading', text: `CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ${random.pick(communes).toUpperCase()}` },
  { kind: 'paragraph', text: 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;', isItalic: true },
  { kind: 'paragraph', text: `Căn cứ Nghị định số ${10 + random.below(180)}/20${15 + random.below(10)}/NĐ-CP ${day(random)} của Chính phủ quy định chi tiết một số điều và biện pháp thi hành;`, isItalic: true },
  { kind: 'paragraph', text: `Xét đề nghị của ông (bà) ${person(random).fullName} và công chức chuyên môn,`, isItalic: true },
  { kind: 'heading', text: 'QUYẾT ĐỊNH:' },
  { kind: 'paragraph', text: `Điều 1. ${random.pick(sentences)}` },
  { kind: 'paragraph', text: `Điều 2. ${random.pick(sentences)} ${random.pick(sentences)}` },
  { kind: 'paragraph', text: 'Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký. Công chức Văn phòng - Thống kê, các ngành có liên quan và ông (bà) có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.' },
  signature(random),
];

const list = (random: Random): Block[] => [
  head(random),
  { kind: 'heading', text: `DANH SÁCH ${random.pick(['HỘ NGHÈO, HỘ CẬN NGHÈO', 'NGƯỜI ĐỦ ĐIỀU KIỆN HƯỞNG TRỢ CẤP', 'CÔNG DÂN ĐĂNG KÝ NGHĨA VỤ QUÂN SỰ'])}`, scale: 1.2 },
  ...prose(random, 1),
  {
    kind: 'table',
    widths: [0.08, 0.34, 0.2, 0.22, 0.16],
    rows: [
      ['STT', 'Họ và tên', 'Ngày sinh', 'Số định danh', 'Ghi chú'],
      ...Array.from({ length: 12 + random.below(12) }, (_, index) => {
        const { fullName, number } = person(random);
        return [String(index + 1), fullName, shortDay(random), number, random.pick(['', '', 'Thôn Vườn', 'Mới', 'Đã đủ'])];
      }),
    ],
  },
  ...prose(random, 1),
  signature(random),
];

const report = (random: Random): Block[] => [
  head(random),
  { kind: 'heading', text: 'BÁO CÁO', scale: 1.4 },
  { kind: 'heading', text: `Kết quả giải quyết thủ tục hành chính tháng ${1 + random.below(12)} năm ${2018 + random.below(9)}` },
  { kind: 'paragraph', text: 'I. TÌNH HÌNH TIẾP NHẬN VÀ GIẢI QUYẾT', isBold: true },
  ...prose(random, 2),
  {
    kind: 'table',
    widths: [0.6, 0.2, 0.2],
    rows: [
      ['Giấy tờ', 'Số lượng', 'Lệ phí (đồng)'],
      ...Array.from({ length: 4 + random.below(5) }, () => [random.pick(paperNames).slice(0, 42).replace(/ \S*$/, ''), String(random.below(400)), `${1 + random.below(90)}.000`]),
    ],
  },
  { kind: 'paragraph', text: 'II. KHÓ KHĂN, VƯỚNG MẮC', isBold: true },
  ...prose(random, 3),
  { kind: 'paragraph', text: 'III. ĐỀ XUẤT, KIẾN NGHỊ', isBold: true },
  ...prose(random, 3),
  signature(random),
];

const minutes = (random: Random): Block[] => [
  head(random),
  { kind: 'heading', text: random.pick(['BIÊN BẢN', 'ĐƠN ĐỀ NGHỊ', 'GIẤY ỦY QUYỀN', 'HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT']), scale: 1.4 },
  { kind: 'paragraph', text: `Hôm nay, ${day(random)}, tại trụ sở Ủy ban nhân dân xã ${random.pick(communes)}, chúng tôi gồm có:` },
  ...Array.from({ length: 2 }, (): Block => {
    const { fullName, number, address, phone } = person(random);
    return { kind: 'lines', lines: [`Ông/Bà: ${fullName}, số căn cước: ${number}`, `Địa chỉ: ${address}`, `Số điện thoại: ${phone || '0912 345 678'}; đại diện: ${organisationNameOf(random)}`] };
  }),
  ...prose(random, 9),
  signature(random),
];

const kinds: readonly ((random: Random) => Block[])[] = [extract, decision, list, report, minutes];
