/** What officers type: names with and without marks, from the commonest to rare ones, numbers, codes, procedures, notes. */
export const queries = [
  'nguyễn văn hùng',
  'Nguyen Thi Lan',
  'giáp văn oánh',
  'trần thị thu hà',
  'lan',
  'leo thị sáu',
  '024190001234',
  '0912 345 678',
  '261120-1007',
  'H02.15.20-250612-1033',
  'chứng thực bản sao',
  'khai sinh hùng',
  'hợp tác xã vải thiều',
  'nguyễn trần',
  'không có ai tên thế',
];

/** Letter by letter, as the desk is asked while somebody types. */
export const asTyped = (text: string): string[] => Array.from(text, (_, index) => text.slice(0, index + 1)).filter((part) => part.trim() !== '' && !part.endsWith(' '));
