import type { OfficerState } from '../../domain/officer/officer.ts';
import type { Desk } from '../desk/desk.ts';
import type { DigitisationControl } from '../desk/digitisation/control.ts';
import type { ReadingControl } from '../desk/digitisation/ocr/control.ts';
import type { RenderingControl } from '../desk/digitisation/rendering/control.ts';
import type { SigningControl } from '../desk/signing/control.ts';
import type { SyncControl } from '../desk/sync/sync.ts';

/** This request's seat at the desk. */
export type RequestSession = {
  /** Undefined when nobody is signed in, or the desk was left alone for too long. */
  officer: () => OfficerState | undefined;
  begin: (officerId: string) => void;
  end: () => void;
  /** Ends this officer's other sessions, at whatever screen. */
  endOthersOf: (officerId: string) => void;
  /** Signs this officer out everywhere. */
  endAllOf: (officerId: string) => void;
};

export type ApiContext = {
  desk: Desk;
  sync: SyncControl;
  digitisation: DigitisationControl;
  rendering: Pick<RenderingControl, 'stateOf'>;
  reading: Pick<ReadingControl, 'readPageText'>;
  signing: SigningControl;
  session: RequestSession;
  isDemo: boolean;
  issueRecoveryCode: () => string;
};
