import type { Unit } from '../../../domain/desk/desk.ts';
import type { DossierState } from '../../../domain/dossier/state.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { plainLetters } from '../../../domain/text.ts';
import type { Desk } from '../desk.ts';
import { shortDateText } from '../forms/parts/vietnamese.ts';
import { stillToReturn } from './still-to-return.ts';
import type { Notice } from './types.ts';

const maxSms = 160;

/**
 * What to send to a citizen whose result is there, or, while it is not, whose date was put off. A message is read by whoever has
 * the telephone, so it says neither who nor what it is about.
 */
export const noticeOf = ({ store }: Pick<Desk, 'store'>, { id }: { id: string }): Notice | Problem => {
  const dossier = stillToReturn(store.state('dossier', id));
  if (isProblem(dossier)) return dossier;
  const unit = store.state('desk', store.deskId)!.unit;
  const isPutOff = dossier.dueChanges.some(({ cause }) => cause === 'apology');
  if (dossier.status !== 'done' && !isPutOff) return problem('result.notReady', { status: dossier.status });
  return { ...(dossier.status === 'done' ? readyTexts(dossier, unit) : lateTexts(dossier, unit)), phone: dossier.applicant.phone };
};

type Texts = Omit<Notice, 'phone'>;

const readyTexts = ({ code, returnMethod }: DossierState, { name, oneStopName, place, phone }: Unit): Texts => {
  const is = `Hồ sơ ${code} đã có kết quả.`;
  const contact = phone === '' ? '' : ` ĐT ${phone}.`;
  const [long, short] = {
    desk: [`Mời Ông/Bà đến ${oneStopName} nhận, mang theo giấy hẹn và căn cước.`, `Mời Ông/Bà đến ${place} nhận, mang theo giấy hẹn và căn cước.`],
    postal: ['Kết quả sẽ được gửi qua bưu điện đến địa chỉ đã đăng ký.', 'Kết quả sẽ được gửi qua bưu điện.'],
    electronic: ['Mời Ông/Bà xem trên Cổng Dịch vụ công quốc gia.', 'Mời Ông/Bà xem trên Cổng Dịch vụ công.'],
  }[returnMethod] as [string, string];
  return {
    sms: fitting([`${name}: ${is} ${long}${contact}`, `${name}: ${is} ${short}${contact}`, `${name}: ${is} ${short}`, `${is} ${short}`, is]),
    zalo: `${name} xin thông báo: ${lowered(is)} ${long}${phone === '' ? '' : ` Cần hỏi thêm, xin gọi ${phone}.`}`,
  };
};

const lateTexts = ({ code, dueAt }: DossierState, { name, phone }: Unit): Texts => {
  const is = `Hồ sơ ${code} chưa xong, hẹn trả lại ngày ${shortDateText(dueAt)}.`;
  const sorry = 'Xin lỗi Ông/Bà vì sự chậm trễ.';
  const contact = phone === '' ? '' : ` ĐT ${phone}.`;
  return {
    sms: fitting([`${name}: ${is} ${sorry}${contact}`, `${name}: ${is} ${sorry}`, `${is} ${sorry}`, is]),
    zalo: `${name} xin thông báo: ${lowered(is)} ${sorry}${phone === '' ? '' : ` Cần hỏi thêm, xin gọi ${phone}.`}`,
  };
};

const lowered = (sentence: string): string => sentence[0]!.toLowerCase() + sentence.slice(1);

/** The first that goes out as one message; what is not told then is on the receipt. */
const fitting = (texts: readonly string[]): string => {
  const plain = texts.map(plainLetters);
  return plain.find((text) => text.length <= maxSms) ?? plain.at(-1)!.slice(0, maxSms);
};
