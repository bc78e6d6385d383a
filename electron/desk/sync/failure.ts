import { type Problem, problem } from '../../../domain/problem.ts';

/** How a request can fail to be of use. None of them loses anything: the work is still in the log. */
export type Failure =
  /** No connection, or it broke before the answer was whole. */
  | { kind: 'unreachable'; detail: string }
  /** Sent, and no answer in time. The district may have done it: to be checked, not a failure. */
  | { kind: 'noAnswer' }
  | { kind: 'tooLarge' }
  | { kind: 'notEnrolled' }
  /** Even after the offset was learned. */
  | { kind: 'clockSkew'; districtNow: number }
  /** 429, 503 and the like. */
  | { kind: 'busy'; status: number; retryAfterMs?: number }
  /** The district said why in the protocol's words. */
  | { kind: 'told'; status: number; reason: Problem }
  /** An answer that a district does not give. */
  | { kind: 'unexpected'; status: number }
  /** The desk itself could not: disk full, a fault. */
  | { kind: 'local'; reason: Problem };

export const isFailure = (value: unknown): value is Failure => typeof value === 'object' && value !== null && 'kind' in value;

/** Whether it says that nothing else would get through now either. */
export const isAboutTheLine = (failure: Failure): boolean =>
  failure.kind === 'unreachable' || failure.kind === 'noAnswer' || failure.kind === 'busy';

export const problemOf = (failure: Failure): Problem => {
  switch (failure.kind) {
    case 'unreachable':
      return problem('district.unreachable');
    case 'noAnswer':
      return problem('district.noAnswer');
    case 'tooLarge':
      return problem('district.unexpectedAnswer', { status: 413 });
    case 'notEnrolled':
      return problem('district.notEnrolled');
    case 'clockSkew':
      return problem('district.clockSkew', { now: failure.districtNow });
    case 'busy':
    case 'unexpected':
      return problem('district.unexpectedAnswer', { status: failure.status });
    case 'told':
    case 'local':
      return failure.reason;
  }
};
