import { TRPCClientError } from '@trpc/client';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';

const maxBytes = 50 * 1024 * 1024;

/** A problem of a route beside tRPC, in the shape that the notices read. */
export const refusal = (found: Problem | undefined, reference: string | undefined): Error =>
  Object.assign(new TRPCClientError('card image'), { data: found ? { problem: found, reference: null } : { problem: null, reference: reference ?? '' } });

/** Finds the code in a photo or scan of the card. The picture goes to the desk process, is read there, and is not kept. */
export const postCardImage = async (file: File): Promise<string> => {
  if (file.size > maxBytes) throw refusal(problem('scan.tooLarge', { maxMegabytes: maxBytes / 1_048_576 }), undefined);
  let response: Response;
  try {
    response = await fetch('/files/card-image', { method: 'POST', body: file, headers: { 'content-type': file.type || 'application/octet-stream' } });
  } catch {
    throw new TRPCClientError('no desk');
  }
  const answer = (await response.json().catch(() => ({}))) as { payload?: string; reference?: string };
  if (typeof answer.payload === 'string') return answer.payload;
  throw refusal(isProblem(answer) ? answer : undefined, answer.reference);
};
