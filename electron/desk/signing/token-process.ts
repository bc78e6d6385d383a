import { mainFileBeside, openLine, startNodeProcess, type StartSideProcess } from '../processes/side-process.ts';
import type { TokenAnswers, TokenRefusal, TokenRequest } from './token-messages.ts';

/** Under plain Node. */
export const startNodeTokenProcess = (): StartSideProcess => startNodeProcess(mainFileBeside(import.meta.url, 'token-main'));

export type TokenLine = {
  ask: <R extends TokenRequest>(request: R, timeoutMs: number) => Promise<TokenAnswers[R['do']]>;
  end: () => void;
};

export const openTokenLine = (start: StartSideProcess): TokenLine => {
  const line = openLine(start);
  return {
    ask: async (request, timeoutMs) => ((await line.ask(request, timeoutMs)) ?? ({ refused: 'silent' } satisfies TokenRefusal)) as never,
    end: line.end,
  };
};
