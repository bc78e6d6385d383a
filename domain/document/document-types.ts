/**
 * Kinds of papers, a closed list: the code on a required document says which earlier digitised paper may stand for it.
 *
 * Codes `KQ.…` are mã kết quả of the national database (DOMAIN.md section 3); the others are our own, for papers whose national code
 * is not known or that are no result of a procedure.
 */
export type DocumentType = {
  code: string;
  name: string;
  /** From the day of issue, where the paper itself states no end. `null`: lasting. */
  usualValidityMonths: number | null;
  /** Result of an earlier procedure: must be digitised when it comes as a component (TT 01/2023/TT-VPCP). */
  isResult: boolean;
  /** Made for one dossier only, or a code that covers many different papers: never offered again. */
  isReusable: boolean;
};

const result = (code: string, name: string, usualValidityMonths: number | null = null): DocumentType => ({ code, name, usualValidityMonths, isResult: true, isReusable: true });
/** What it is a copy, an entry or a deed of, the code does not say. */
const resultOfOneCase = (code: string, name: string): DocumentType => ({ ...result(code, name), isReusable: false });
const paper = (code: string, name: string, usualValidityMonths: number | null = null): DocumentType => ({ code, name, usualValidityMonths, isResult: false, isReusable: true });
const paperOfOneCase = (code: string, name: string): DocumentType => ({ ...paper(code, name), isReusable: false });

export const documentTypes: readonly DocumentType[] = [
  result('KQ.G15.000031', 'Giấy khai sinh'),
  result('KQ.G15.000032', 'Giấy chứng nhận kết hôn'),
  result('KQ.G15.000033', 'Trích lục đăng ký nhận cha, mẹ, con'),
  result('KQ.G15.000034', 'Trích lục khai tử'),
  result('KQ.G15.000035', 'Trích lục đăng ký giám hộ'),
  result('KQ.G15.000036', 'Trích lục đăng ký chấm dứt giám hộ'),
  result('KQ.G15.000037', 'Trích lục thay đổi, cải chính, bổ sung thông tin hộ tịch, xác định lại dân tộc'),
  // NĐ 123/2015/NĐ-CP Điều 23.
  result('KQ.G15.000038', 'Giấy xác nhận tình trạng hôn nhân', 6),
  resultOfOneCase('KQ.G15.000342', 'Bản sao trích lục hộ tịch'),
  resultOfOneCase('KQ.G15.000020', 'Bản sao từ sổ gốc'),
  resultOfOneCase('KQ.G15.000021', 'Bản sao được chứng thực từ bản chính'),
  resultOfOneCase('KQ.G15.000022', 'Giấy tờ, văn bản được chứng thực chữ ký, điểm chỉ'),
  resultOfOneCase('KQ.G15.000023', 'Giao dịch được chứng thực'),
  result('KQ.G15.000002', 'Giấy chứng nhận nuôi con nuôi trong nước'),
  // TT 55/2021/TT-BCA as amended by TT 66/2023/TT-BCA; from general knowledge.
  result('KQ.G01.000062', 'Xác nhận thông tin về cư trú (mẫu CT07)', 12),
  result('KQ.G01.000065', 'Thông báo kết quả giải quyết thủ tục về cư trú'),
  resultOfOneCase('KQ.G01.000066', 'Cập nhật thông tin trong Cơ sở dữ liệu về cư trú'),
  resultOfOneCase('KQ.G01.000067', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ (lĩnh vực cư trú)'),
  // Cards are renewed year by year; one seen without its dates is not trusted longer.
  result('KQ.G18.000047', 'Thẻ bảo hiểm y tế', 12),
  result('KQ.G10.001148', 'Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất'),
  result('KQ.G12.001041', 'Giấy chứng nhận đăng ký hộ kinh doanh'),

  result('xac-nhan-thong-tin-ho-tich', 'Văn bản xác nhận thông tin hộ tịch'),
  result('xac-nhan-khuyet-tat', 'Giấy xác nhận khuyết tật'),
  result('xac-nhan-than-nhan-nguoi-co-cong', 'Giấy xác nhận thân nhân của người có công'),
  result('bang-to-quoc-ghi-cong', 'Bằng “Tổ quốc ghi công”'),
  // The lists are reviewed every year.
  result('chung-nhan-ho-ngheo', 'Giấy chứng nhận hộ nghèo, hộ cận nghèo', 12),
  result('giay-phep-xay-dung', 'Giấy phép xây dựng'),
  result('chung-nhan-dang-ky-nghia-vu-quan-su', 'Giấy chứng nhận đăng ký nghĩa vụ quân sự'),
  result('phieu-quan-nhan-du-bi', 'Phiếu quân nhân dự bị'),
  result('ban-an-ly-hon', 'Bản án, quyết định của Tòa án về việc ly hôn'),
  result('giay-khen', 'Giấy khen'),

  // A card ends at an age, a passport after five or ten years; seen without its date, the shortest of these holds. It is shown and
  // handed back, hence no component that must be digitised.
  paper('giay-to-tuy-than', 'Giấy tờ tùy thân (căn cước, hộ chiếu…)', 60),
  paper('giay-chung-sinh', 'Giấy chứng sinh'),
  paper('giay-bao-tu', 'Giấy báo tử hoặc giấy tờ thay Giấy báo tử'),
  paper('bien-ban-tre-bi-bo-roi', 'Biên bản về việc trẻ bị bỏ rơi'),
  paper('xac-nhan-mang-thai-ho', 'Văn bản xác nhận của cơ sở y tế về việc mang thai hộ'),
  paper('chung-cu-quan-he-cha-me-con', 'Chứng cứ chứng minh quan hệ cha, mẹ, con'),
  paper('quan-he-nhan-than', 'Giấy tờ chứng minh quan hệ nhân thân'),
  // Often a lease, which ends.
  paper('cho-o-hop-phap', 'Giấy tờ chứng minh chỗ ở hợp pháp', 12),
  paper('giay-kham-suc-khoe', 'Giấy khám sức khỏe', 6),
  paper('ly-lich-tu-phap', 'Phiếu lý lịch tư pháp', 6),
  paper('hoan-canh-gia-dinh', 'Văn bản xác nhận hoàn cảnh gia đình, tình trạng chỗ ở, điều kiện kinh tế', 6),
  paper('ho-so-y-te', 'Bệnh án, giấy khám, giấy ra viện'),
  paper('giam-dinh-y-khoa', 'Biên bản, kết luận giám định y khoa'),
  paper('giay-to-ve-dat', 'Giấy tờ về việc sử dụng đất (chưa có Giấy chứng nhận)'),
  paper('chung-tu-tai-chinh-dat', 'Chứng từ thực hiện nghĩa vụ tài chính về đất đai'),
  paper('trich-do-thua-dat', 'Mảnh trích đo bản đồ địa chính thửa đất'),
  paper('hoc-ba', 'Học bạ'),
  paper('so-yeu-ly-lich', 'Sơ yếu lý lịch', 6),
  paper('tom-tat-giao-ly', 'Bản tóm tắt giáo lý, giáo luật'),

  paperOfOneCase('to-khai', 'Tờ khai, đơn, giấy đề nghị theo mẫu'),
  paperOfOneCase('van-ban-uy-quyen', 'Văn bản ủy quyền'),
  paperOfOneCase('giay-to-can-cu', 'Giấy tờ làm căn cứ giải quyết'),
  paperOfOneCase('giay-to-chung-thuc', 'Giấy tờ, văn bản đưa đến chứng thực'),
  paperOfOneCase('du-thao', 'Dự thảo giao dịch, di chúc'),
  paperOfOneCase('van-ban-de-nghi', 'Tờ trình, văn bản đề nghị'),
  paperOfOneCase('bien-ban-hop', 'Biên bản họp'),
  paperOfOneCase('bao-cao-thanh-tich', 'Báo cáo thành tích'),
  paperOfOneCase('giay-gioi-thieu', 'Giấy giới thiệu'),
  paperOfOneCase('dia-diem-hop-phap', 'Giấy tờ chứng minh có địa điểm hợp pháp'),
  paperOfOneCase('ban-ve-thiet-ke', 'Bản vẽ thiết kế'),
  paperOfOneCase('anh-chan-dung', 'Ảnh chụp'),
];

const byCode = new Map(documentTypes.map((type) => [type.code, type]));

export const documentTypeOf = (code: string): DocumentType | undefined => byCode.get(code);
