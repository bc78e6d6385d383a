import type { RequestedPaper } from '../../../domain/dossier/events.ts';
import type { FormDefinition } from '../../../domain/forms/definition.ts';
import type { PlaceholderValues } from '../../../domain/forms/placeholders.ts';
import type { RegisterRow } from './register-rows.ts';

/** A5 is the size of TT 01/2018/TT-VPCP; provinces print A4 as well. The register lies across A4. */
export type Paper = FormDefinition['paper'];

/** One paper of the dossier; `source` says where it came from when nobody handed it over. */
export type PrintedComponent = { name: string; originals: number; certifiedCopies: number; copies: number; source: 'paper' | 'reused' | 'data' };

/** One hand-over in words. `at` in UTC milliseconds. Where nobody gave it to another, `from` and `to` are the same. */
export type PrintedHandover = { from: string; to: string; at: number; outcome: string; note: string };

/** One earlier change of the date in words; all times in UTC milliseconds. */
export type PrintedDueChange = { from: number; to: number; at: number; reason: string };

/** All that a printed form says, as plain data: the same data make the same file, byte for byte. */
export type PrintedForm = {
  definition: FormDefinition;
  paper: Paper;
  values: PlaceholderValues;
  head: { agencyName: string; oneStopName: string; place: string; /** «261123-1001/TNHS»; none on the register. */ number: string; /** UTC milliseconds. */ date: number };
  /** Shown under the barcode; the QR may say more. Empty on the register. */
  code: string;
  qr: string;
  components: PrintedComponent[];
  requested: RequestedPaper[];
  handovers: PrintedHandover[];
  dueChanges: PrintedDueChange[];
  register: RegisterRow[];
  /** Drawn on the screen, as `data:image/png;base64,…`. */
  receiverSignature?: string;
};
