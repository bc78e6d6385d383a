import type { FormDefinition } from './definition.ts';

/**
 * Phiếu bàn giao kết quả: what the citizen signs for. It belongs to no official set (DOMAIN.md section 2: «other real slips»), so
 * there is one of it. Before the result is handed over its receiver is left to be filled in by hand.
 */
export const resultSlip: FormDefinition = {
  formNumber: '',
  name: 'Phiếu bàn giao kết quả',
  numberSuffix: 'BGKQ',
  isConfirmed: false,
  paper: 'A5',
  blocks: [
    { kind: 'title', text: 'PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT HỒ SƠ' },
    { kind: 'codes' },
    { kind: 'line', label: 'Người nộp hồ sơ', value: '**{applicant.fullName}**[ ({applicant.authority})]' },
    { kind: 'line', label: 'Chủ hồ sơ', value: '{owner.name}[ ({owner.number})]' },
    { kind: 'line', label: 'Nội dung yêu cầu giải quyết', value: '**{dossier.request}**' },
    { kind: 'line', label: 'Thủ tục hành chính', value: '{dossier.procedure}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Ngày nhận hồ sơ', value: '{dossier.receivedOn}' },
    { kind: 'line', label: 'Ngày hẹn trả kết quả', value: '{dossier.dueOn}' },
    { kind: 'line', label: 'Kết quả', value: '**{result.title}**[ ({result.outcome})]' },
    { kind: 'pair', left: { label: 'Số, ký hiệu', value: '{result.number}' }, right: { label: 'Ngày ký', value: '{result.issuedOn}' } },
    { kind: 'line', label: 'Người ký', value: '{result.signedBy}' },
    { kind: 'line', label: 'Phí, lệ phí', value: '{dossier.fee}[; {dossier.payment}][; chưa thu, lý do: {handOver.unpaidReason}]' },
    { kind: 'line', label: 'Người nhận kết quả', value: '**{handOver.name}**[ ({handOver.receiver})]' },
    { kind: 'line', label: 'Số định danh của người nhận', value: '{handOver.number}' },
    { kind: 'line', label: 'Giấy ủy quyền, giới thiệu', value: '{handOver.authority}', whenEmpty: 'omit' },
    { kind: 'line', label: 'Cách trả', value: '{handOver.method}' },
    { kind: 'line', label: 'Thời gian trả', value: '{handOver.at}' },
    {
      kind: 'signatures',
      people: [
        { role: 'NGƯỜI NHẬN KẾT QUẢ', hint: '(Ký và ghi rõ họ tên)', name: '{handOver.name}', isReceiver: true },
        { role: 'NGƯỜI TRẢ KẾT QUẢ', hint: '(Ký và ghi rõ họ tên)', name: '{form.issuedBy}' },
      ],
    },
  ],
};
