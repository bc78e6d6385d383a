import type { DomainEvent } from '../../../domain/event.ts';
import type { PushResponse } from '../../../domain/wire.ts';
import type { Seen } from './planner.ts';

/** What sync reads and writes on the desk's own disk. Synchronous, each writing one durable transaction. */
export type Local = {
  see: () => Seen;
  /** Own events after the last acknowledged one, in order, gapless. */
  eventsToSend: (limit: number) => DomainEvent[];
  /**
   * The acknowledged number, the verdicts and the files that now fall due, in one transaction: a power cut leaves all of
   * it or nothing, and then the same events are sent again and answered `duplicate`.
   * @returns whether the acknowledged number moved
   */
  recordPushed: (response: PushResponse, at: number) => boolean;
  cursor: () => string | undefined;
  /** Events and the cursor that stands for them, in one transaction. */
  recordPulled: (events: DomainEvent[], cursor: string, at: number) => { refused: { event: DomainEvent; reason: string }[] };
  uploadUrlOf: (sha256: string) => string | undefined;
  rememberUploadUrl: (sha256: string, url: string | undefined) => void;
  /** The bytes are whole in the blob store. */
  recordArrived: (sha256: string, sizeBytes: number, at: number) => void;
  recordDelivered: (hashes: readonly string[], at: number) => void;
};
