import type { ReturnMethod } from '../../../domain/dossier/events.ts';
import type { HandOver } from '../../../domain/dossier/state.ts';
import type { DossierView } from '../workflow/dossier-view.ts';
import type { Receiver } from './who-is-it.ts';

export const identities = ['card', 'vneid', 'seen'] as const satisfies readonly HandOver['identity'][];

/** A hand-over as it is filled in. */
export type HandOverDraft = {
  method: ReturnMethod;
  receiver: Receiver;
  name: string;
  number: string;
  authority: string;
  identity: (typeof identities)[number];
  signature: 'screen' | 'paper';
  /** The pad on the screen has been written on. */
  hasInk: boolean;
  trackingNumber: string;
  /** Handed over although a fee is due. */
  isUnpaid: boolean;
  unpaidReason: string;
};

export const startOf = ({ applicant, returnMethod }: DossierView['state']): HandOverDraft => ({
  method: returnMethod,
  receiver: 'applicant',
  name: applicant.fullName,
  number: applicant.number,
  authority: '',
  identity: 'seen',
  signature: 'screen',
  hasInk: false,
  trackingNumber: '',
  isUnpaid: false,
  unpaidReason: '',
});

type Fault = 'name' | 'authority' | 'signature' | 'tracking' | 'unpaid';

/** @param isKnown the dossier knows who the receiver is @param owedVnd of the fee, in đồng */
export const faultsOf = (form: HandOverDraft, { isKnown, owedVnd }: { isKnown: boolean; owedVnd: number }): Partial<Record<Fault, true>> => {
  const isAtDesk = form.method === 'desk';
  const found: Record<Fault, boolean> = {
    name: isAtDesk && form.name.trim() === '',
    authority: isAtDesk && !isKnown && form.authority.trim() === '',
    signature: isAtDesk && form.signature === 'screen' && !form.hasInk,
    tracking: form.method === 'postal' && form.trackingNumber.trim() === '',
    unpaid: owedVnd > 0 && (!form.isUnpaid || form.unpaidReason.trim() === ''),
  };
  return Object.fromEntries(Object.entries(found).filter(([, isFault]) => isFault));
};

/** What goes to the desk: who is not there shows nothing and signs nothing. */
export const handOverOf = (form: HandOverDraft, owedVnd: number) => {
  const { method, receiver, isUnpaid } = form;
  const isAtDesk = method === 'desk';
  return {
    method,
    receiver: isAtDesk ? receiver : ('applicant' as const),
    name: form.name.trim(),
    number: form.number.trim(),
    authority: isAtDesk && receiver !== 'applicant' ? form.authority.trim() : '',
    identity: isAtDesk ? form.identity : ('none' as const),
    signature: isAtDesk ? form.signature : ('none' as const),
    trackingNumber: method === 'postal' ? form.trackingNumber.trim() : '',
    ...(owedVnd > 0 && isUnpaid && { unpaidReason: form.unpaidReason.trim() }),
  };
};
