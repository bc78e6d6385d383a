import { PdfDialog } from '../../components/PdfDialog.tsx';

type FormViewProps = {
  dossierId: string;
  /** Without one, the dossier's latest receipt. */
  formId?: string | undefined;
  title: string;
  /** To the next of a pile. */
  onNext?: (() => void) | undefined;
  onClose: () => void;
};

/** A form as it was made out. */
export const FormView = ({ dossierId, formId, ...rest }: FormViewProps) => (
  <PdfDialog url={formId === undefined ? `/files/receipt/${dossierId}.pdf` : `/files/form/${dossierId}/${formId}.pdf`} {...rest} />
);
