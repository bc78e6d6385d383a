/** What the file says of itself. What is empty is left out. Days `yyyy-MM-dd`. */
export type PaperFacts = {
  title: string;
  /** Mã giấy tờ. */
  typeCode: string;
  /** Số, ký hiệu. */
  number: string;
  issuedBy: string;
  issuedOn: string;
  validUntil: string;
  isPermanent: boolean;
  ownerName: string;
  /** Personal number, or tax code. */
  ownerNumber: string;
  dossierCode: string;
  procedureCode: string;
  /** The commune that keeps it. */
  agency: string;
  digitisedBy: string;
  /** UTC milliseconds. */
  digitisedAt: number;
};
