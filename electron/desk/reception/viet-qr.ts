import { vietQrPayload } from '../../../domain/payment/vietqr.ts';
import { type Problem, problem } from '../../../domain/problem.ts';
import type { Desk } from '../desk.ts';
import type { VietQr } from './types.ts';

/** The code that a citizen's banking app pays the fee by. */
export const vietQr = ({ store }: Pick<Desk, 'store'>, { amountVnd, message }: { amountVnd: number; message: string }): VietQr | Problem => {
  const account = store.state('desk', store.deskId)?.settings.bankAccount;
  if (!account) return problem('payment.accountMissing');
  return { payload: vietQrPayload(account, amountVnd, message), bankName: account.bankName, account: account.account, holder: account.holder };
};
