import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseReceiptCode } from '../../domain/dossier/receipt-code.ts';
import { detach } from '../../electron/desk/digitisation/inbox.ts';
import { receiptPayload } from '../../electron/desk/reception/receipt-code.ts';
import { verifyReceipt } from '../../electron/desk/reception/verify-receipt.ts';
import { correct } from '../../electron/desk/workflow/correct.ts';
import { takeStep } from '../../electron/desk/workflow/take-step.ts';
import { makeDesk, must, type TestDesk } from '../fixtures/desk.ts';
import { digitise } from '../fixtures/digitised.ts';
import { receiveSome, someApplicant } from '../fixtures/reception.ts';

let made: TestDesk;
let other: TestDesk;
beforeEach(async () => {
  made = await makeDesk();
  other = await makeDesk({ deskNumber: 2 });
});
afterEach(() => {
  made.close();
  other.close();
});

/** What the second desk would have after a sync. */
const carryOver = (to = Number.MAX_SAFE_INTEGER): void => void other.store.merge(made.store.ownEvents(0, Math.min(to, 10_000)), '1');

const receiptOf = (desk: TestDesk, dossierId: string): string => {
  const dossier = desk.store.state('dossier', dossierId)!;
  return receiptPayload(desk.desk, dossier, dossier.forms.find(({ form }) => form === 'receipt')!);
};

const withDigit = (text: string, at: number): string => text.slice(0, at) + ((Number(text[at]) + 1) % 10) + text.slice(at + 1);

it('a receipt is found right at the desk that made it out, and at another once they have synced, with no network', () => {
  const { dossierId, code } = receiveSome(made.as('hoa'));
  const payload = receiptOf(made, dossierId);
  const right = { code, dossierId, signature: 'right', isInChain: 'yes', isSameAsNow: true, status: 'accepted', differences: [], scansAdded: 0, scansGone: 0, issuedAt: made.clock.now(), issuedByDeskNumber: 1 };
  expect(verifyReceipt(made.desk, { payload })).toEqual(right);
  // A reader may send it in small letters, with what it puts at the end.
  expect(verifyReceipt(made.desk, { payload: `${payload.toLowerCase()}\r\n` })).toEqual(right);
  expect(verifyReceipt(other.desk, { payload })).toEqual({ code, signature: 'unknownDesk', isInChain: 'notHere', differences: [], scansAdded: 0, scansGone: 0 });
  carryOver();
  expect(verifyReceipt(other.desk, { payload })).toEqual(right);
  // Printed again at the other desk, that desk vouches for it.
  expect(verifyReceipt(made.desk, { payload: receiptOf(other, dossierId) })).toMatchObject({ signature: 'wrong', isInChain: 'yes' });
  made.store.merge(other.store.ownEvents(0, 10_000), '1');
  expect(verifyReceipt(made.desk, { payload: receiptOf(other, dossierId) })).toEqual(right);
  expect(receiptOf(made, dossierId)).toBe(payload);
});

it('a receipt whose making out has not come yet is signed right and says so', () => {
  const before = made.store.head().deskSeq;
  const payload = receiptOf(made, receiveSome(made.as('hoa')).dossierId);
  carryOver(before);
  expect(verifyReceipt(other.desk, { payload })).toMatchObject({ signature: 'right', isInChain: 'notHere', differences: [] });
});

it('with any digit forged it is wrong', () => {
  const { dossierId } = receiveSome(made.as('hoa'));
  receiveSome(made.as('hoa'));
  const payload = receiptOf(made, dossierId);
  const starts = [...payload].flatMap((letter, at) => (letter === '/' ? [at + 1] : []));
  for (const at of [...starts.slice(1), ...starts.map((start) => start + 20), payload.length - 1].filter((place) => /\d/.test(payload[place] ?? ''))) {
    const verdict = verifyReceipt(made.desk, { payload: withDigit(payload, at) });
    if ('problem' in verdict) expect(verdict.problem).toBe('receipt.notAReceipt');
    else expect(verdict.signature, String(at)).toBe('wrong');
  }
  // Another dossier's code on a receipt that is right otherwise.
  const [code, ...rest] = payload.split('/');
  expect(verifyReceipt(made.desk, { payload: [code!.replace(/1$/, '2'), ...rest].join('/') })).toMatchObject({ signature: 'wrong', isInChain: 'no' });
  expect(must(parseReceiptCode(payload)).code).toBe(code);
  expect(verifyReceipt(made.desk, { payload: 'H02.15.20-261123-1001' })).toMatchObject({ problem: 'receipt.notAReceipt' });
});

it('names what was corrected, promised anew, scanned or taken away since', async () => {
  const hoa = made.as('hoa');
  const { dossierId } = receiveSome(hoa);
  const payload = receiptOf(made, dossierId);
  const [paper] = made.store.state('dossier', dossierId)!.components;
  const first = await digitise(hoa, { dossierId, componentKey: paper!.key });
  must(correct(hoa, { id: dossierId, changes: { applicant: { ...someApplicant, phone: '0912 000 111' } }, reason: 'gõ nhầm' }));
  made.store.write('test', (tx) =>
    tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.componentsChecked', payload: { components: [{ ...paper!, originals: 0, copies: 2 }] } }),
  );
  must(takeStep(made.as('binh'), { id: dossierId, to: 'processing', reason: '' }));
  const differing = {
    signature: 'right',
    isInChain: 'yes',
    isSameAsNow: false,
    differences: [
      { what: 'applicantPhone', before: '0987 654 321', now: '0912 000 111' },
      { what: 'component', name: paper!.name, before: '1/0/0', now: '0/0/2' },
    ],
    scansAdded: 1,
    scansGone: 0,
  };
  expect(verifyReceipt(made.desk, { payload })).toMatchObject(differing);
  carryOver();
  expect(verifyReceipt(other.desk, { payload })).toMatchObject(differing);
  must(detach(hoa, { documentId: first, reason: 'gắn nhầm' }));
  expect(verifyReceipt(made.desk, { payload })).toMatchObject({ scansAdded: 0, scansGone: 0 });
});

it('of a dossier that was received in error says that it is no more', () => {
  const { dossierId } = receiveSome(made.as('hoa'));
  const payload = receiptOf(made, dossierId);
  made.store.write('test', (tx) => tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.cancelled', payload: { reason: 'nhận nhầm' } }));
  expect(verifyReceipt(made.desk, { payload })).toMatchObject({ signature: 'right', isInChain: 'yes', status: 'withdrawn', isCancelled: true });
});

it('names a correction that another desk had made before, but which was not on the paper', () => {
  const { dossierId } = receiveSome(made.as('hoa'));
  carryOver();
  other.clock.set(made.clock.now() + 1000);
  must(correct(other.as('hoa'), { id: dossierId, changes: { note: '', applicant: { ...someApplicant, phone: '0900 000 000' } }, reason: 'gõ nhầm' }));
  made.clock.set(made.clock.now() + 2000);
  // A second receipt, made out here before the other desk's correction has come.
  const [, issued] = made.store.eventsOf('dossier', dossierId);
  made.store.write('test', (tx) => tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.formIssued', payload: { ...issued!.payload, number: '2' } }));
  const dossier = made.store.state('dossier', dossierId)!;
  const payload = receiptPayload(made.desk, dossier, dossier.forms.at(-1)!);
  made.store.merge(other.store.ownEvents(0, 10_000), '1');
  expect(verifyReceipt(made.desk, { payload })).toMatchObject({ signature: 'right', isInChain: 'yes', differences: [{ what: 'applicantPhone', before: '0987 654 321', now: '0900 000 000' }] });
});
