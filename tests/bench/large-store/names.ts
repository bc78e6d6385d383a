import type { Random } from '../../faults/simulator/random.ts';

/** What comes with its weight; drawn in proportion. */
type Weighted = readonly (readonly [string, number])[];

const words = (text: string): Weighted => text.split(', ').map((word) => [word, 1]);

/** Shares of family names in per cent: about those of the whole country, with those of the upper Lục Nam valley among the rare ones. */
const families: Weighted = [
  ['Nguyễn', 36], ['Trần', 10.5], ['Lê', 8], ['Phạm', 6.5], ['Hoàng', 5], ['Vũ', 3.6], ['Đặng', 2.6], ['Bùi', 2.2], ['Đỗ', 2], ['Ngô', 1.8],
  ['Dương', 1.8], ['Vi', 1.7], ['Nông', 1.5], ['Giáp', 1.5], ['Thân', 1.4], ['Chu', 1.2], ['Hà', 1.1], ['Lưu', 1], ['Đào', 1], ['Trịnh', 0.9],
  ['Đinh', 0.9], ['Phan', 0.9], ['Lương', 0.8], ['Đoàn', 0.7], ['Tạ', 0.6], ['Mạc', 0.5], ['Tống', 0.4], ['Leo', 0.4], ['Lý', 0.4], ['Triệu', 0.4],
  ['Bế', 0.3], ['Khúc', 0.3], ['Quách', 0.2], ['Kiều', 0.2], ['Âu', 0.1], ['Ong', 0.1], ['Từ', 0.1],
];

const middles = {
  Nam: [['Văn', 42], ['Đức', 7], ['Xuân', 5], ['Hữu', 4], ['Minh', 4], ['Quang', 4], ['Ngọc', 4], ['Đình', 4], ['Thanh', 3], ['Công', 3], ['Mạnh', 2], ['Duy', 2], ['Bá', 2], ['Trọng', 2], ['Tuấn', 2], ['Quốc', 2], ['Gia', 2], ['', 3]],
  Nữ: [['Thị', 66], ['Thị Thu', 4], ['Thị Ngọc', 4], ['Thị Thanh', 3], ['Thị Hồng', 3], ['Thu', 2], ['Ngọc', 3], ['Thanh', 2], ['Thuỳ', 2], ['Phương', 2], ['Khánh', 2], ['Minh', 2], ['Bảo', 1], ['', 2]],
} satisfies Record<string, Weighted>;

const givens = {
  Nam: [
    ...words('Hùng, Dũng, Tuấn, Hải, Sơn, Minh, Cường, Thắng, Hoàng, Long, Nam, Anh, Đức, Quân, Trung, Kiên, Tùng, Thành, Bình, Tâm, Hiếu, Phong, Khánh, Hưng, Việt, Toàn, Tiến, Dương, Linh, Mạnh, Chiến, Thuận, Hoà, Đạt, Vinh'),
    ...words('Bắc, Công, Hậu, Huy, Khoa, Lâm, Lộc, Nghĩa, Nhật, Phú, Phúc, Quang, Quyết, Sáng, Tài, Thái, Thịnh, Thọ, Trường, Tú, Văn, Vũ, Xuân, Đông, Đăng, Giang, Hiệp, Khôi, Luân, Lực, Ngọc, Oánh, Quý, Sỹ, Tám, Tư'),
  ],
  Nữ: [
    ...words('Hoa, Lan, Hương, Hằng, Nga, Thuỷ, Hà, Linh, Trang, Thảo, Huyền, Ngọc, Mai, Yến, Oanh, Hạnh, Phương, Loan, Dung, Thu, Vân, Ánh, Nhung, Hiền, Liên, Tuyết, Quyên, Châm, Đào, Hồng, Lý, Nguyệt, Bích, Chi, Giang'),
    ...words('Anh, An, Bình, Cúc, Diệp, Điệp, Duyên, Gấm, Hậu, Hoà, Huệ, Khuyên, Lành, Lựu, Luyến, Mến, Minh, My, Ngân, Nhàn, Nhi, Như, Phượng, Quỳnh, Sáu, Tâm, Thắm, Thoa, Thơm, Thuý, Tình, Trâm, Trinh, Tươi, Uyên, Xuân'),
  ],
} satisfies Record<string, Weighted>;

const communes =
  'Lục Sơn, Bình Sơn, Trường Sơn, Vô Tranh, Trường Giang, Nghĩa Phương, Huyền Sơn, Bắc Lũng, Cẩm Lý, Vũ Xá, Đan Hội, Yên Sơn, Khám Lạng, Tiên Nha, Cương Sơn, Chu Điện, Lan Mẫu, Thanh Lâm, Bảo Sơn, Bảo Đài, Tam Dị, Đông Phú, Đông Hưng'.split(', ');
const villages =
  'Vĩnh Ninh, Đồng Đỉnh, Vĩnh Hồng, Khe Nghè, Rừng Long, Đèo Quạt, Thọ Sơn, Hổ Lao, Chồi, Văn Non, Gốc Khế, Bãi Đá, Đồng Vành, Nghè, Mương Làng, Trại Ổi, Đồng Chè, Suối Ván, Dùm, Ba Gò, Hố Chúc, Đám Trì, Dốc Linh, Già Khê, Tân Hương, Cầu Gạo, Vườn, Quỷnh, Bến Huyện, Phú Yên'.split(', ');

/** Draws in proportion to the weights; the sums are made once. */
const drawing = (weighted: Weighted): ((random: Random) => string) => {
  let total = 0;
  const ends = weighted.map(([, weight]) => (total += weight));
  return (random) => {
    const at = random() * total;
    return weighted[ends.findIndex((end) => at < end)]![0];
  };
};

const drawFamily = drawing(families);
const drawMiddle = { Nam: drawing(middles.Nam), Nữ: drawing(middles.Nữ) };
const drawGiven = { Nam: drawing(givens.Nam), Nữ: drawing(givens.Nữ) };

export const fullNameOf = (random: Random, sex: 'Nam' | 'Nữ'): string => [drawFamily(random), drawMiddle[sex](random), drawGiven[sex](random)].filter(Boolean).join(' ');

export const addressOf = (random: Random): string => `Thôn ${random.pick(villages)}, xã ${random.pick(communes)}, huyện Lục Nam, tỉnh Bắc Giang`;

export const organisationNameOf = (random: Random): string =>
  `${random.pick(['Công ty TNHH', 'Công ty Cổ phần', 'Hợp tác xã', 'Hộ kinh doanh', 'Công ty TNHH MTV'])} ${random.pick(['Xây dựng', 'Thương mại', 'Nông nghiệp', 'Vải thiều', 'Vận tải', 'Lâm sản', 'May', 'Dịch vụ'])} ${random.pick(['Đại Phát', 'Hoà Bình', 'Lục Nam', 'Tân Tiến', 'An Phú', 'Hồng Hà', 'Sông Lục', 'Yên Tử', 'Đức Thịnh', 'Minh Quang', 'Suối Mỡ', 'Thành Công'])} ${random.below(400) + 1}`;
