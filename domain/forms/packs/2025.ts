import type { FormDefinition } from '../definition.ts';
import { controlSlip2018, receipt2018, refusal2018, register2018, supplementRequest2018 } from './2018.ts';

/**
 * Phụ lục I of TT 03/2025/TT-VPCP. Forms 01 to 03 have the same titles as in 2018. The layout of 04 to 07 could not be seen
 * (DOMAIN.md section 11): these are laid out like the older ones, and an administrator corrects them once it is known.
 */
const apology2025: FormDefinition = {
  formNumber: 'Mẫu số 04',
  name: 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết',
  numberSuffix: 'PXL',
  isConfirmed: false,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'VĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT' },
    { kind: 'codes' },
    { kind: 'line', label: 'Kính gửi', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    { kind: 'line', label: 'Địa chỉ', value: '{applicant.address}' },
    { kind: 'pair', left: { label: 'Số điện thoại', value: '{applicant.phone}' }, right: { label: 'Email', value: '{applicant.email}' } },
    {
      kind: 'paragraph',
      text: 'Vào {dossier.receivedOn}, {unit.oneStopName} {unit.name} đã tiếp nhận hồ sơ đề nghị giải quyết: **{dossier.request}** (lĩnh vực {dossier.field}) của Ông/Bà.',
      align: 'justify',
    },
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Số biên nhận (mã hồ sơ)', value: '{dossier.code}' },
    { kind: 'line', label: 'Ngày hẹn trả kết quả ban đầu', value: '{due.originalAt}' },
    { kind: 'line', label: 'Lý do phải gia hạn', value: '{text.reason}' },
    {
      kind: 'paragraph',
      text: '{unit.name} xin lỗi Ông/Bà vì chưa giải quyết hồ sơ đúng thời gian đã hẹn và đề nghị gia hạn thời gian giải quyết như sau:',
      align: 'justify',
    },
    { kind: 'line', label: 'Thời gian hẹn trả kết quả mới', value: '**{due.newAt}**' },
    { kind: 'line', label: 'Giới hạn gia hạn', value: '[lần thứ {due.extensions}, ]được gia hạn nhiều nhất {due.maxExtensions} lần' },
    { kind: 'dueChanges' },
    { kind: 'paragraph', text: 'Mong Ông/Bà thông cảm vì sự chậm trễ này./.', align: 'justify' },
    {
      kind: 'signatures',
      recipients: '- Như trên;\n- {unit.oneStopName};\n- Lưu: hồ sơ.',
      people: [{ role: 'NGƯỜI CÓ THẨM QUYỀN', hint: '[{text.signerTitle}\n](Ký tên, đóng dấu)', name: '{text.signedBy}' }],
    },
  ],
};

const stopNotice2025: FormDefinition = {
  formNumber: 'Mẫu số 05',
  name: 'Thông báo dừng giải quyết hồ sơ',
  numberSuffix: 'TBD',
  isConfirmed: false,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ' },
    { kind: 'codes' },
    { kind: 'line', label: 'Kính gửi', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    { kind: 'line', label: 'Địa chỉ', value: '{applicant.address}' },
    { kind: 'pair', left: { label: 'Số điện thoại', value: '{applicant.phone}' }, right: { label: 'Email', value: '{applicant.email}' } },
    { kind: 'line', label: 'Nội dung yêu cầu giải quyết', value: '**{dossier.request}**' },
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Ngày nhận hồ sơ', value: '{dossier.receivedOn}; hẹn trả {dossier.dueOn}' },
    { kind: 'line', label: '1. Yêu cầu dừng giải quyết', value: '{text.request}' },
    { kind: 'line', label: '2. Hồ sơ đang ở bước', value: '{stop.stage}; chưa ban hành kết quả giải quyết' },
    { kind: 'line', label: '3. Lý do dừng giải quyết', value: '{text.reason}' },
    { kind: 'line', label: '4. Quyết định', value: '{text.decision}' },
    { kind: 'line', label: '5. Phí, lệ phí', value: '{stop.refund}' },
    {
      kind: 'paragraph',
      text: '{unit.name} thông báo để Ông/Bà biết. Nếu có điều chưa rõ, Ông/Bà liên hệ với {form.issuedBy}[, số điện thoại {unit.phone}] hoặc truy cập https://dichvucong.gov.vn để được hướng dẫn./.',
      align: 'justify',
    },
    {
      kind: 'signatures',
      recipients: '- Như trên;\n- {unit.oneStopName};\n- Lưu: hồ sơ.',
      people: [{ role: 'NGƯỜI CÓ THẨM QUYỀN', hint: '[{text.signerTitle}\n](Ký tên, đóng dấu)', name: '{text.signedBy}' }],
    },
  ],
};

export const pack2025 = {
  receipt: receipt2018,
  supplementRequest: supplementRequest2018,
  refusal: refusal2018,
  apology: apology2025,
  stopNotice: stopNotice2025,
  controlSlip: { ...controlSlip2018, formNumber: 'Mẫu số 06', isConfirmed: false },
  register: { ...register2018, formNumber: 'Mẫu số 07' },
};
