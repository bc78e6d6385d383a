import { deliveries, sync } from '../../../db/schema.ts';
import type { DeskState } from '../../../domain/desk/desk.ts';
import { isProblem, type Problem, problem } from '../../../domain/problem.ts';
import { aboutSchema, enrolResponseSchema, protocolVersion } from '../../../domain/wire.ts';
import type { Desk } from '../desk.ts';
import { isFailure, problemOf } from './failure.ts';
import { failureIn, jsonIn } from './http-transport.ts';
import type { Send, WireRequest } from './send.ts';

export type EnrolInput = {
  /** As typed: without a scheme, `https` is meant. */
  url: string;
  enrolmentCode: string;
};

/** The address in its one spelling; undefined if it is none. */
export const districtUrlOf = (typed: string): string | undefined => {
  const text = typed.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return undefined;
  const url = new URL(withScheme);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
};

/**
 * Makes this desk known to the district with a one-time code. May be repeated: the district gives the same desk with the
 * same key the same answer, so a lost answer costs nothing.
 */
export const enrolDesk = async (desk: Desk, actorId: string, input: EnrolInput, send: Send): Promise<NonNullable<DeskState['district']> | Problem> => {
  const { store, clock } = desk;
  const self = store.state('desk', store.deskId);
  const url = districtUrlOf(input.url);
  if (self === undefined) throw new Error('a desk is set up before it is enrolled');
  if (url === undefined) return problem('input.malformed', { field: 'url' });

  const ask = async (request: WireRequest): Promise<unknown> => {
    const answer = await send(request, new AbortController().signal);
    if (isFailure(answer)) return problemOf(answer);
    return answer.status === 200 ? jsonIn(answer) : problemOf(failureIn(answer));
  };

  const unexpected = problem('district.unexpectedAnswer', { status: 200 });
  const greeting = await ask({ method: 'GET', url: `${url}/v1/about`, headers: {} });
  if (isProblem(greeting)) return greeting;
  const about = aboutSchema.safeParse(greeting);
  if (!about.success || about.data.protocol !== protocolVersion) return unexpected;
  const request = {
    code: input.enrolmentCode.trim(),
    deskId: store.deskId,
    deskNumber: self.number,
    agencyCode: self.unit.agencyCode,
    publicKey: self.publicKey,
  };
  const body = Buffer.from(JSON.stringify(request));
  const answer = await ask({ method: 'POST', url: `${url}/v1/enrol`, headers: { 'content-type': 'application/json' }, body });
  const welcome = enrolResponseSchema.safeParse(answer);
  if (!welcome.success) return isProblem(answer) ? answer : unexpected;

  store.write(actorId, (tx) => {
    tx.append({
      entity: 'desk',
      entityId: store.deskId,
      type: 'desk.enrolled',
      payload: { districtUrl: url, districtName: welcome.data.name },
    });
    const { name, level } = welcome.data;
    // A different district knows nothing of what the last one had: it is told everything from the start.
    const isMoved = self.district !== undefined && self.district.url !== url;
    const restart = isMoved ? { acknowledged: 0, cursor: '' } : {};
    if (isMoved) tx.db.update(deliveries).set({ deliveredAt: null, uploadUrl: null }).run();
    tx.db.update(sync).set({ districtName: name, districtLevel: level, enrolledAt: clock.now(), ...restart }).run();
  });
  return { url, name: welcome.data.name };
};
