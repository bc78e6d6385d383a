import { scansOf } from '../../../db/queries/receipts.ts';
import type { Store } from '../../../db/store.ts';
import type { DossierState, IssuedForm } from '../../../domain/dossier/state.ts';
import { digestHexLength, formatReceiptCode, signedReceiptText } from '../../../domain/dossier/receipt-code.ts';
import { receiptDigest } from '../../../domain/dossier/receipt-digest.ts';
import type { Desk } from '../desk.ts';
import { readDeskKey } from '../sync/desk-key.ts';

/** What goes into `dossier.formIssued` of a receipt: of the dossier and its scans as they are now, inside a transaction too. */
export const receiptDigestNow = (store: Store, dossier: DossierState): string => receiptDigest(dossier, scansOf(store, dossier.id));

/**
 * What the QR code of a receipt says. The same receipt gives the same code each time. One that another desk made out is
 * vouched for by this one, in whose printer it is.
 */
export const receiptPayload = ({ store }: Pick<Desk, 'store'>, dossier: Pick<DossierState, 'id' | 'code'>, issued: Pick<IssuedForm, 'id' | 'digest'>): string => {
  const event = store.eventsOf('dossier', dossier.id).find(({ id }) => id === issued.id);
  const key = readDeskKey(store);
  if (event === undefined || issued.digest === undefined || key === undefined) throw new Error('a receipt without its event, its digest or a key to sign it');
  const receipt = { code: dossier.code, deskSeq: event.deskSeq, digest: issued.digest.slice(0, digestHexLength), hash: event.hash };
  return formatReceiptCode({ ...receipt, signature: key.sign(signedReceiptText(receipt)) });
};
