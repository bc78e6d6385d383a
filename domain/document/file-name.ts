type Named = {
  /** The owner's personal number or tax code. */
  ownerNumber: string;
  typeCode: string;
  /** Số, ký hiệu of the paper itself. */
  number: string;
};

const maxPartLength = 60;

/**
 * How a digitised file is called outside of the desk: `024190001234_KQ.G15.000031_12-2026.pdf`, owner, kind and number
 * (NĐ 107/2021/NĐ-CP; DOMAIN.md section 6). What is not known is left out.
 * @param extension without its dot
 */
export const documentFileName = ({ ownerNumber, typeCode, number }: Named, extension = 'pdf'): string => {
  const parts = [ownerNumber, typeCode, number].map(asNamePart).filter((part) => part !== '');
  return `${parts.length === 0 ? 'giay-to' : parts.join('_')}.${extension}`;
};

/** Marks and «đ» stay: every system of today writes them. What Windows forbids in a name, and what separates our parts, becomes a hyphen. */
const asNamePart = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}.-]+/gu, '-')
    .slice(0, maxPartLength)
    .replace(/^[.-]+|[.-]+$/g, '');
