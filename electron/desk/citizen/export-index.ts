import type { Paper } from './types.ts';

/** One paper of an export; without a file where none is on this desk yet. */
export type IndexRow = Pick<Paper, 'title' | 'number' | 'issuedBy' | 'issuedOn' | 'validity' | 'isSigned' | 'isSealed' | 'supersededBy'> & {
  kind: string;
  file?: { name: string; sizeBytes: number; sha256: string };
};

export type ExportIndex = {
  ownerName: string;
  ownerNumber: string;
  agencyName: string;
  officerName: string;
  purpose: string;
  /** «14 giờ 05 phút, ngày 24 tháng 11 năm 2026» */
  madeAt: string;
  rows: readonly IndexRow[];
};

const noFile = 'Chưa có tệp trên máy của quầy';

const columns: readonly { heading: string; text: (row: IndexRow) => string }[] = [
  { heading: 'Loại giấy tờ', text: ({ kind }) => kind },
  { heading: 'Tên ghi trên giấy', text: ({ title }) => title },
  { heading: 'Số, ký hiệu', text: ({ number }) => number },
  { heading: 'Nơi cấp', text: ({ issuedBy }) => issuedBy },
  { heading: 'Ngày cấp', text: ({ issuedOn }) => vietnameseDate(issuedOn) },
  { heading: 'Giá trị', text: (row) => validityText(row) },
  { heading: 'Chữ ký số', text: ({ isSigned, isSealed }) => [isSigned ? 'cán bộ' : '', isSealed ? 'con dấu của cơ quan' : ''].filter(Boolean).join(', ') },
  { heading: 'Tệp', text: ({ file }) => file?.name ?? noFile },
  { heading: 'Dung lượng (byte)', text: ({ file }) => (file ? String(file.sizeBytes) : '') },
  { heading: 'SHA-256', text: ({ file }) => file?.sha256 ?? '' },
];

const vietnameseDate = (day: string): string => day.split('-').reverse().join('/');

const validityText = ({ supersededBy, validity: { state, validUntil } }: IndexRow): string => {
  if (supersededBy !== undefined) return 'Đã thay thế bằng bản mới';
  if (state === 'unknown') return 'Chưa rõ';
  if (state === 'expired') return `Hết hạn ${vietnameseDate(validUntil)}`.trim();
  return validUntil === '' ? 'Còn giá trị' : `Còn giá trị đến ${vietnameseDate(validUntil)}`;
};

/** For a spreadsheet: RFC 4180, with the mark by which Excel knows UTF-8. */
export const indexCsv = ({ rows }: ExportIndex): string => {
  const lines = [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ text }) => text(row)))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
};

/** A cell that begins like a formula is run by the spreadsheet of whoever opens it; an apostrophe makes it text. */
const csvCell = (text: string): string => `"${text.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;

/** For a person: opens anywhere, loads nothing. */
export const indexHtml = ({ ownerName, ownerNumber, agencyName, officerName, purpose, madeAt, rows }: ExportIndex): string => {
  const cell = (row: IndexRow, { heading, text }: (typeof columns)[number]): string => {
    const shown = htmlText(text(row));
    return heading === 'Tệp' && row.file ? `<td><a href="${encodeURIComponent(row.file.name)}">${shown}</a></td>` : `<td>${shown}</td>`;
  };
  return `<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Danh mục giấy tờ: ${htmlText(ownerName)}</title>
<style>
body { font: 15px/1.5 "Times New Roman", serif; margin: 24px; color: #111; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #888; padding: 4px 6px; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { background: #eee; }
td:last-child { font: 11px monospace; }
</style>
<h1>Danh mục giấy tờ đã số hóa</h1>
<p>Chủ giấy tờ: <b>${htmlText(ownerName)}</b>${ownerNumber === '' ? '' : ` (${htmlText(ownerNumber)})`}<br>
Nơi xuất: ${htmlText(agencyName)}<br>
Người xuất: ${htmlText(officerName)}, lúc ${htmlText(madeAt)}<br>
Mục đích: ${htmlText(purpose)}</p>
<table>
<thead><tr>${columns.map(({ heading }) => `<th>${heading}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${columns.map((column) => cell(row, column)).join('')}</tr>`).join('\n')}
</tbody>
</table>
<p>Mã SHA-256 cho biết tệp còn nguyên như khi xuất hay không.</p>
</html>
`;
};

const htmlText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
