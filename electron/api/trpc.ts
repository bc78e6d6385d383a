import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import { can } from '../../domain/permissions.ts';
import type { Role } from '../../domain/officer/officer.ts';
import type { SignedInDesk } from '../desk/desk.ts';
import { mendableProblemOf } from '../desk/maintenance/person-mendable.ts';
import type { ApiContext } from './context.ts';

type CarriesProblem = Error & { carried: Problem };
const carriesProblem = (error: unknown): error is CarriesProblem => error instanceof Error && 'carried' in error && isProblem(error.carried);

const problemOf = (error: TRPCError): Problem | undefined => {
  if (carriesProblem(error.cause)) return error.cause.carried;
  const mendable = mendableProblemOf(error.cause);
  if (mendable) return mendable;
  if (error.cause instanceof ZodError) return problem('input.malformed', { field: error.cause.issues[0]?.path.join('.') ?? '' });
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST') return problem('input.malformed', { field: '' });
  return undefined;
};

/** The same error is shaped more than once (batch, stream); it is one fault and gets one number. */
const references = new WeakMap<Error, string>();

const t = initTRPC.context<ApiContext>().create({
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter: ({ shape, error, path, ctx }) => {
    const found = problemOf(error);
    if (found) return { ...shape, message: found.problem, data: { code: shape.data.code, problem: found, reference: null } };
    if (error.code === 'NOT_FOUND') return { ...shape, message: 'unknown operation', data: { code: shape.data.code, problem: null, reference: null } };
    const reference = references.get(error) ?? ctx?.desk.log.fault(error.cause ?? error, path) ?? null;
    if (reference !== null) references.set(error, reference);
    // What went wrong inside stays inside: the officer gets a number, the log has the rest.
    return { ...shape, message: 'fault', data: { code: shape.data.code, problem: null, reference } };
  },
});

export const refuse = (found: Problem): TRPCError =>
  new TRPCError({
    code: found.problem === 'signIn.required' ? 'UNAUTHORIZED' : found.problem === 'permission.denied' ? 'FORBIDDEN' : 'UNPROCESSABLE_CONTENT',
    message: found.problem,
    cause: Object.assign(new Error(found.problem), { carried: found }),
  });

/** A use case's Problem becomes the answer's error, anything else passes. */
export const settled = <T>(result: T): Exclude<T, Problem> => {
  if (isProblem(result)) throw refuse(result);
  return result as Exclude<T, Problem>;
};

/** Why this officer, or nobody, may not do this. */
export const denial = (path: string, held: readonly Role[] | undefined): Problem | undefined =>
  can(held, path) ? undefined : problem(held === undefined ? 'signIn.required' : 'permission.denied');

/** For every operation: whether this officer may is decided here, by the one table, and nowhere else. */
export const operation = t.procedure.use(({ path, ctx, next }) => {
  const denied = denial(path, ctx.session.officer()?.roles);
  if (denied) throw refuse(denied);
  return next();
});

/** For operations that act in an officer's name. */
export const officerOperation = operation.use(({ ctx, next }) => {
  const officer = ctx.session.officer();
  if (!officer) throw refuse(problem('signIn.required'));
  const desk: SignedInDesk = { ...ctx.desk, officer };
  return next({ ctx: { ...ctx, desk } });
});

export const { router } = t;
