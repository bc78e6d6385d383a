import { initTRPC, TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { type ConsoleRole, mayInConsole } from '../../domain/console/permissions.ts';
import { isProblem, type Problem, problem } from '../../domain/problem.ts';
import type { Console, ConsoleContext } from './context.ts';

type CarriesProblem = Error & { carried: Problem };
const carriesProblem = (error: unknown): error is CarriesProblem => error instanceof Error && 'carried' in error && isProblem(error.carried);

const problemOf = (error: TRPCError): Problem | undefined => {
  if (carriesProblem(error.cause)) return error.cause.carried;
  if (error.cause instanceof ZodError) return problem('input.malformed', { field: error.cause.issues[0]?.path.join('.') ?? '' });
  if (error.code === 'PARSE_ERROR' || error.code === 'BAD_REQUEST') return problem('input.malformed', { field: '' });
  return undefined;
};

/** The same error is shaped more than once in a batch; it is one fault and gets one number. */
const references = new WeakMap<Error, string>();

const t = initTRPC.context<ConsoleContext>().create({
  errorFormatter: ({ shape, error, ctx }) => {
    const found = problemOf(error);
    if (found) return { ...shape, message: found.problem, data: { code: shape.data.code, problem: found, reference: null } };
    if (error.code === 'NOT_FOUND') return { ...shape, message: 'unknown operation', data: { code: shape.data.code, problem: null, reference: null } };
    const reference = references.get(error) ?? ctx?.onFault(error.cause ?? error) ?? null;
    if (reference !== null) references.set(error, reference);
    // What went wrong inside stays inside: the page gets a number, the server's log has the rest.
    return { ...shape, message: 'fault', data: { code: shape.data.code, problem: null, reference } };
  },
});

const refuse = (found: Problem): TRPCError =>
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

/** Why this person, or nobody, may not do this. */
export const denial = (operation: string, held: readonly ConsoleRole[] | undefined): Problem | undefined =>
  mayInConsole(held, operation) ? undefined : problem(held === undefined ? 'signIn.required' : 'permission.denied');

/** All that a person with a password from another may do before having their own. */
const beforeOwnPassword = new Set(['identity.me', 'identity.signIn', 'identity.signOut', 'identity.setPassword']);

/** For every operation: whether this person may is decided here, by the one table, and nowhere else. */
export const operation = t.procedure.use(async ({ path, ctx, next }) => {
  const user = await ctx.session.user();
  const denied = denial(path, user?.roles);
  if (denied) throw refuse(denied);
  if (user?.isOneTime && !beforeOwnPassword.has(path)) throw refuse(problem('console.passwordMustChange'));
  return next({ ctx: { ...ctx, user } });
});

/** For operations that act in a person's name. */
export const signedInOperation = operation.use(({ ctx, next }) => {
  if (!ctx.user) throw refuse(problem('signIn.required'));
  const { isOneTime: _, ...user } = ctx.user;
  const console: Console = { district: ctx.district, user };
  return next({ ctx: { ...ctx, console } });
});

export const { router } = t;
