import type { CitizenFields } from '../../../domain/citizen/citizen.ts';
import type { Random } from '../../faults/simulator/random.ts';
import { addressOf, fullNameOf } from './names.ts';

const sentences = [
  'Cộng hoà xã hội chủ nghĩa Việt Nam, Độc lập – Tự do – Hạnh phúc.',
  'Kính gửi Uỷ ban nhân dân xã Lục Sơn, huyện Lục Nam, tỉnh Bắc Giang.',
  'Căn cứ Luật Hộ tịch số 60/2014/QH13 ngày 20 tháng 11 năm 2014 và các văn bản hướng dẫn thi hành.',
  'Tôi cam đoan những nội dung khai trên đây là đúng sự thật và chịu trách nhiệm trước pháp luật về lời khai của mình.',
  'Thửa đất số 112, tờ bản đồ số 24, diện tích 360 mét vuông, mục đích sử dụng là đất ở tại nông thôn, đất trồng cây lâu năm.',
  'Nguồn gốc sử dụng đất do cha mẹ để lại từ năm 1987, sử dụng ổn định, không có tranh chấp.',
  'Đề nghị cấp bản sao trích lục và xác nhận tình trạng hôn nhân để làm thủ tục vay vốn ngân hàng.',
  'Giấy chứng sinh do Trung tâm Y tế huyện Lục Nam cấp, cân nặng khi sinh ba phẩy hai kilôgam.',
  'Hợp đồng có hiệu lực kể từ ngày ký và được lập thành ba bản có giá trị pháp lý như nhau.',
  'Người làm chứng đã đọc lại toàn bộ văn bản, đồng ý và ký tên điểm chỉ vào từng trang.',
];

/** What a text layer gives of one digitised page or two. */
export const paperTextOf = (random: Random, applicant: CitizenFields): string => {
  const parts = [`Họ và tên: ${applicant.fullName}, số định danh ${applicant.number}, nơi cư trú ${applicant.address}.`];
  for (let line = 0; line < 4 + random.below(6); line += 1) {
    parts.push(random.chance(0.3) ? `Người có liên quan: ${fullNameOf(random, random.chance(0.5) ? 'Nam' : 'Nữ')}, ${addressOf(random)}.` : random.pick(sentences));
  }
  return parts.join('\n');
};
