import type { StoreKeyRefusal } from './key-store.ts';
import type { HostMessages } from './messages.ts';
import { plainPage } from './plain-page.ts';

export type RecoveryOptions = {
  refusal: StoreKeyRefusal;
  messages: HostMessages;
  /** True when the code opened the key; the desk is then started as always. */
  recover: (code: string) => Promise<boolean>;
};

const maxFormBytes = 1000;

/** Stands in for the desk while its store cannot be opened: says what happened and asks for the recovery code. */
export const createRecoveryHandler = ({ refusal, messages, recover }: RecoveryOptions): ((request: Request) => Promise<Response>) => {
  const explanation = [
    refusal.refused === 'keyUnreadable' ? messages.recoveryUnreadable : messages.recoveryMissing,
    refusal.hasRecoveryCode ? messages.recoverySafe : messages.recoveryNoCode,
  ];
  const ask = (error?: string): Response =>
    plainPage({
      title: messages.recoveryTitle,
      paragraphs: explanation,
      ...(refusal.hasRecoveryCode && {
        form: { field: { name: 'code', label: messages.recoveryLabel }, button: messages.recoveryOpen, ...(error !== undefined && { error }) },
      }),
      status: error === undefined ? 503 : 422,
    });
  let isDone = false;
  return async (request) => {
    const done = (): Response => plainPage({ title: messages.productName, paragraphs: [messages.recoveryDone], refreshSeconds: 2 });
    if (isDone) return done();
    if (request.method !== 'POST') return ask();
    const form = (await request.text()).slice(0, maxFormBytes);
    isDone = await recover(new URLSearchParams(form).get('code') ?? '');
    return isDone ? done() : ask(messages.recoveryWrong);
  };
};
