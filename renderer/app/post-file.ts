import { TRPCClientError } from '@trpc/client';
import { isProblem, type Problem } from '../../domain/problem.ts';

/** A problem from beside tRPC, in the shape that the notices read. */
export const refusalOf = (found: Problem): Error => Object.assign(new TRPCClientError(found.problem), { data: { problem: found, reference: null } });

/** Sends bytes to one of the desk's own addresses. @returns the JSON that it answers @throws {Error} a failure as the notices read it */
export const postFile = async (path: string, file: Blob, headers: Record<string, string> = {}): Promise<Record<string, unknown>> => {
  let response: Response;
  try {
    response = await fetch(path, { method: 'POST', body: file, headers: { 'content-type': file.type || 'application/octet-stream', ...headers } });
  } catch {
    throw new TRPCClientError('no desk');
  }
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  if (response.ok) return answer;
  if (isProblem(answer)) throw refusalOf(answer);
  throw Object.assign(new TRPCClientError(path), { data: { problem: null, reference: String(answer.reference ?? '') } });
};
