import type { FormBlock, FormDefinition } from '../definition.ts';

/**
 * Annex of TT 01/2018/TT-VPCP, on A5 (the register on A4). Fields in the order in which provinces print them (DOMAIN.md section 2).
 */
const unitLine: FormBlock = { kind: 'line', label: 'Bộ phận tiếp nhận và trả kết quả', value: '{unit.oneStopName} {unit.name}' };
const contactPair: FormBlock = {
  kind: 'pair',
  left: { label: 'Số điện thoại', value: '{applicant.phone}' },
  right: { label: 'Email', value: '{applicant.email}' },
};
const addressLine: FormBlock = { kind: 'line', label: 'Địa chỉ', value: '{applicant.address}' };
const requestLine: FormBlock = { kind: 'line', label: 'Nội dung yêu cầu giải quyết', value: '**{dossier.request}**' };
const ownerLine: FormBlock = { kind: 'line', label: 'Chủ hồ sơ', value: '{owner.name}[ ({owner.number})]' };
const signHint = '(Ký và ghi rõ họ tên)';
const contactSentence = 'liên hệ với [{text.contact}; ]{form.issuedBy}[, số điện thoại {unit.phone}] hoặc truy cập https://dichvucong.gov.vn để được hướng dẫn./.';

export const receipt2018: FormDefinition = {
  formNumber: 'Mẫu số 01',
  name: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  numberSuffix: 'TNHS',
  isConfirmed: true,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ' },
    { kind: 'codes' },
    unitLine,
    { kind: 'line', label: 'Tiếp nhận hồ sơ của', value: '**{applicant.fullName}** ({dossier.channel}[; {applicant.authority}])' },
    addressLine,
    contactPair,
    { kind: 'line', label: 'Số CMND/Thẻ căn cước/Hộ chiếu', value: '{applicant.number}' },
    requestLine,
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    ownerLine,
    { kind: 'line', label: 'Địa chỉ chủ hồ sơ', value: '{owner.address}' },
    { kind: 'paragraph', text: '1. Thành phần hồ sơ, số lượng mỗi loại giấy tờ:' },
    { kind: 'components' },
    {
      kind: 'pair',
      left: { label: '2. Số lượng hồ sơ', value: '{dossier.sets} bộ' },
      right: { label: 'Phí, lệ phí', value: '{dossier.fee}[; {dossier.payment}]' },
    },
    { kind: 'line', label: '3. Thời gian giải quyết hồ sơ theo quy định là', value: '{dossier.limit}' },
    { kind: 'line', label: '4. Thời gian nhận hồ sơ', value: '{dossier.receivedAt}' },
    { kind: 'line', label: '5. Thời gian trả kết quả giải quyết hồ sơ', value: '**{dossier.dueAt}**' },
    { kind: 'line', label: '6. Đăng ký nhận kết quả tại', value: '{dossier.returnPlace}[; số bản kết quả cấp thêm: {dossier.resultCopies}]' },
    { kind: 'line', label: 'Vào Sổ theo dõi hồ sơ, Quyển số', value: '…………  Số thứ tự: …………' },
    {
      kind: 'signatures',
      people: [
        { role: 'NGƯỜI NỘP HỒ SƠ', hint: signHint, name: '{applicant.fullName}' },
        { role: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: signHint, name: '{dossier.receivedBy}' },
      ],
    },
    {
      kind: 'paragraph',
      text: 'Tra cứu tình trạng hồ sơ theo mã hồ sơ tại https://dichvucong.gov.vn[ hoặc qua số điện thoại {unit.phone}].',
      style: 'small',
      align: 'center',
    },
  ],
};

export const supplementRequest2018: FormDefinition = {
  formNumber: 'Mẫu số 02',
  name: 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  numberSuffix: 'YCBS',
  isConfirmed: true,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ' },
    { kind: 'codes' },
    unitLine,
    { kind: 'line', label: 'Tiếp nhận hồ sơ/yêu cầu của', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    requestLine,
    addressLine,
    contactPair,
    { kind: 'paragraph', text: 'Yêu cầu Ông/Bà hoàn thiện hồ sơ gồm những nội dung như sau:' },
    { kind: 'requestedPapers' },
    { kind: 'line', label: 'Lý do', value: '{text.reason}' },
    { kind: 'paragraph', text: `Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà ${contactSentence}`, align: 'justify' },
    { kind: 'signatures', recipients: '', people: [{ role: 'NGƯỜI HƯỚNG DẪN', hint: signHint, name: '{form.issuedBy}' }] },
  ],
};

export const refusal2018: FormDefinition = {
  formNumber: 'Mẫu số 03',
  name: 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  numberSuffix: 'TC',
  isConfirmed: true,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ' },
    { kind: 'codes' },
    unitLine,
    { kind: 'line', label: 'Tiếp nhận hồ sơ của', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    addressLine,
    contactPair,
    requestLine,
    {
      kind: 'paragraph',
      text: 'Qua xem xét, {unit.oneStopName} {unit.name} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:',
      align: 'justify',
    },
    { kind: 'paragraph', text: '**{text.reason}**', align: 'justify' },
    { kind: 'paragraph', text: `Nếu có điều chưa rõ, Ông/Bà ${contactSentence}`, align: 'justify' },
    {
      kind: 'signatures',
      people: [
        { role: 'NGƯỜI NỘP HỒ SƠ', hint: signHint, name: '{applicant.fullName}' },
        { role: 'NGƯỜI TIẾP NHẬN HỒ SƠ', hint: signHint, name: '{form.issuedBy}' },
      ],
    },
  ],
};

const apology2018: FormDefinition = {
  formNumber: 'Mẫu số 04',
  name: 'Phiếu xin lỗi và hẹn lại ngày trả kết quả',
  numberSuffix: 'PXL',
  isConfirmed: true,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ' },
    { kind: 'codes' },
    { kind: 'line', label: 'Kính gửi', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    addressLine,
    contactPair,
    {
      kind: 'paragraph',
      text: 'Vào {dossier.receivedOn}, {unit.oneStopName} {unit.name} đã tiếp nhận hồ sơ đề nghị giải quyết: **{dossier.request}** (lĩnh vực {dossier.field}) của Ông/Bà.',
      align: 'justify',
    },
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Số biên nhận (mã hồ sơ)', value: '{dossier.code}' },
    { kind: 'line', label: 'Ngày hẹn trả kết quả', value: '{due.previousAt}' },
    { kind: 'paragraph', text: 'Tuy nhiên, {unit.name} chưa thể trả kết quả giải quyết hồ sơ của Ông/Bà đúng thời gian đã hẹn.', align: 'justify' },
    { kind: 'line', label: 'Lý do', value: '{text.reason}' },
    { kind: 'paragraph', text: '{unit.name} xin lỗi Ông/Bà và hẹn lại thời gian trả kết quả như sau:', align: 'justify' },
    { kind: 'line', label: 'Thời gian hẹn trả kết quả lại', value: '**{due.newAt}**' },
    { kind: 'paragraph', text: 'Mong Ông/Bà thông cảm vì sự chậm trễ này./.', align: 'justify' },
    {
      kind: 'signatures',
      recipients: '- Như trên;\n- {unit.oneStopName};\n- Lưu: hồ sơ.',
      people: [{ role: 'THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ', hint: '[{text.signerTitle}\n](Ký tên, đóng dấu)', name: '{text.signedBy}' }],
    },
  ],
};

export const controlSlip2018: FormDefinition = {
  formNumber: 'Mẫu số 05',
  name: 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  numberSuffix: 'PKS',
  isConfirmed: true,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ' },
    { kind: 'codes' },
    { kind: 'line', label: 'Nội dung', value: '**{dossier.request}**' },
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Người nộp hồ sơ', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    { kind: 'line', label: 'Chủ hồ sơ', value: '{owner.name}' },
    { kind: 'line', label: 'Địa chỉ', value: '{owner.address}' },
    {
      kind: 'pair',
      left: { label: 'Số điện thoại', value: '{owner.phone}' },
      right: { label: 'Email', value: '{owner.email}' },
    },
    { kind: 'line', label: 'Ngày nhận hồ sơ', value: '{dossier.receivedAt}' },
    { kind: 'line', label: 'Thời gian giải quyết theo quy định', value: '{dossier.limit}' },
    { kind: 'line', label: 'Thời gian hẹn trả kết quả', value: '**{dossier.dueAt}**' },
    { kind: 'paragraph', text: 'Thành phần hồ sơ:' },
    { kind: 'components' },
    { kind: 'paragraph', text: 'Quá trình giao, nhận và giải quyết:' },
    { kind: 'handovers' },
  ],
};

export const register2018: FormDefinition = {
  formNumber: 'Mẫu số 06',
  name: 'Sổ theo dõi hồ sơ',
  numberSuffix: '',
  // Five of its columns are not in any source that was read (DOMAIN.md section 2).
  isConfirmed: false,
  paper: 'A4-landscape',
  blocks: [
    { kind: 'title', text: 'SỔ THEO DÕI HỒ SƠ' },
    { kind: 'paragraph', text: '{register.period}', style: 'italic', align: 'center' },
    { kind: 'registerRows' },
  ],
};

export const pack2018 = {
  receipt: receipt2018,
  supplementRequest: supplementRequest2018,
  refusal: refusal2018,
  apology: apology2018,
  controlSlip: controlSlip2018,
  register: register2018,
};
