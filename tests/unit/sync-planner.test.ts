import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backoffMs } from '../../electron/desk/sync/backoff.ts';
import type { Failure } from '../../electron/desk/sync/failure.ts';
import {
  type Action,
  defaultSettings as settings,
  initialMemory,
  type Input,
  learn as learnWith,
  type Memory,
  nextWakeAt,
  plan as planWith,
  type Seen,
} from '../../electron/desk/sync/planner.ts';

const nothing: Seen = { isConfigured: true, pendingEvents: 0, undelivered: [], missing: [] };
const plan = (seen: Partial<Seen>, memory: Memory, now = 0): Action[] => planWith({ ...nothing, ...seen }, memory, now);
const learn = (memory: Memory, input: Input, now = 0, random = 0.5): Memory => learnWith(memory, input, now, random, settings);
const after = (inputs: Input[], now = 0): Memory => inputs.reduce((memory, input) => learn(memory, input, now), initialMemory(settings));

const started: Input = { type: 'started' };
const pulled: Input = { type: 'pulled', hasMore: false };
const push: Action = { type: 'push', limit: settings.maxBatch };
const pull: Action = { type: 'pull', limit: settings.maxBatch };
const unreachable: Failure = { kind: 'unreachable', detail: 'ECONNREFUSED' };
const failed = (failure: Failure, lane: 'events' | 'files' = 'events'): Input => ({ type: 'failed', lane, failure });

describe('the order of work', () => {
  test('nothing before the start, without a district, or after the stop', () => {
    expect([
      plan({ pendingEvents: 1 }, initialMemory(settings)),
      plan({ pendingEvents: 1, isConfigured: false }, after([started])),
      plan({ pendingEvents: 1 }, after([started, { type: 'stopped' }])),
    ]).toEqual([[], [], []]);
  });

  test('events first, then the pull, then files, downloads last', () => {
    const files = { undelivered: ['a'], missing: ['b'] };
    expect(plan({ pendingEvents: 3, ...files }, after([started]))).toEqual([push]);
    expect(plan(files, after([started]))).toEqual([pull]);
    expect(plan(files, after([started, pulled]))).toEqual([{ type: 'ask', hashes: ['a', 'b'], awaited: ['b'] }]);
    const asked = after([started, pulled, { type: 'asked', hashes: ['a', 'b'], lacking: ['a'], awaited: ['b'] }]);
    expect(plan(files, asked)).toEqual([{ type: 'upload', sha256: 'a', chunkBytes: settings.maxChunkBytes }]);
    expect(plan({ missing: ['b'] }, asked)).toEqual([{ type: 'download', sha256: 'b', chunkBytes: settings.maxChunkBytes }]);
  });

  test('a new event goes at once while a long file is on the way', () => {
    const uploading = after([started, pulled, { type: 'begun', action: { type: 'upload', sha256: 'a', chunkBytes: 1 } }]);
    expect(plan({ pendingEvents: 1, undelivered: ['a'] }, uploading)).toEqual([push]);
  });

  test('only hashes that the district lacks are sent, and what another desk has not sent yet is asked for again later', () => {
    const asked = after([started, pulled, { type: 'asked', hashes: ['a', 'b'], lacking: ['b'], awaited: ['b'] }]);
    expect(plan({ missing: ['b'] }, asked)).toEqual([]);
    expect(plan({ missing: ['b'] }, asked, settings.fileRetryMs)).toContainEqual({ type: 'ask', hashes: ['b'], awaited: ['b'] });
  });

  test('bytes known to be there before an own event named them are recorded as delivered (simulator, seed 2067)', () => {
    const known = after([started, pulled, { type: 'asked', hashes: ['a'], lacking: [], awaited: ['a'] }]);
    expect(plan({ undelivered: ['a'] }, known)).toEqual([{ type: 'ask', hashes: ['a'], awaited: [] }]);
  });

  test('a file that the district refuses waits alone; the others go on', () => {
    const reason = { problem: 'sync.fileUnreadable' as const, data: {} };
    const memory = after([
      started,
      pulled,
      { type: 'asked', hashes: ['a', 'b'], lacking: ['a', 'b'], awaited: [] },
      { type: 'fileFailed', sha256: 'a', reason },
    ]);
    expect(plan({ undelivered: ['a', 'b'] }, memory)).toEqual([{ type: 'upload', sha256: 'b', chunkBytes: settings.maxChunkBytes }]);
    expect(memory.fileWaits.get('a')).toMatchObject({ reason, failures: 1 });
  });

  test('a long backlog does not keep the other desks out for ever', () => {
    const pushed: Input = { type: 'pushed', hasProgress: true, isFullBatch: true };
    const memory = after([started, ...Array<Input>(19).fill(pushed)]);
    expect(plan({ pendingEvents: 10_000 }, memory)).toEqual([push]);
    expect(plan({ pendingEvents: 10_000 }, learn(memory, pushed))).toEqual([pull]);
    expect(plan({ pendingEvents: 10_000 }, learn(learn(memory, pushed), pulled))).toEqual([push]);
  });

  test('an interrupted first sync is not taken for done, in this run or the next (CHT 7419)', () => {
    const interrupted = after([started, { type: 'pulled', hasMore: true }, failed(unreachable)]);
    expect(interrupted.isPulledToEnd).toBe(false);
    expect(plan({}, learn(interrupted, { type: 'tryNow' }))).toEqual([pull]);
    expect(plan({}, after([started]))).toEqual([pull]);
  });
});

describe('waiting', () => {
  test('base 2 s, factor 2, full jitter, cap 5 min', () => {
    expect([1, 2, 3, 8, 9, 100].map((failures) => backoffMs(failures, 0.999_999_9, settings.backoff))).toEqual([
      1999, 3999, 7999, 255_999, 299_999, 299_999,
    ]);
    expect(backoffMs(5, 0, settings.backoff)).toBe(0);
  });

  test('the reason and the time of the next try are data', () => {
    const { events } = after([started, failed(unreachable)], 1_000).lanes;
    expect(events).toMatchObject({ failures: 1, nextTryAt: 2_000, reason: { problem: 'district.unreachable' }, isLineDown: true });
  });

  test('F12 and a new network address end the wait; a commit tries once more but keeps the count', () => {
    const waiting = learn(learn(learn(after([started]), { type: 'begun', action: push }, 0), failed(unreachable), 0), failed(unreachable), 0, 0.99);
    const long = learn(waiting, failed(unreachable), 0, 0.9999);
    const now = settings.nudgeAfterMs;
    const far = { ...long, lanes: { ...long.lanes, events: { ...long.lanes.events, nextTryAt: now + 200_000 } } };
    expect(plan({ pendingEvents: 1 }, far, now)).toEqual([]);
    expect(plan({ pendingEvents: 1 }, learn(far, { type: 'tryNow' }, now), now)).toEqual([push]);
    const nudged = learn(far, { type: 'committed' }, now);
    expect([plan({ pendingEvents: 1 }, nudged, now), nudged.lanes.events.failures]).toEqual([[push], 3]);
    expect(plan({ pendingEvents: 1 }, learn(far, { type: 'committed' }, now - 1), now - 1)).toEqual([]);
  });

  test('any answer resets the wait', () => {
    const memory = learn(after([started, failed(unreachable), failed(unreachable)]), pulled);
    expect(memory.lanes.events).toMatchObject({ failures: 0, nextTryAt: 0, reason: undefined, isLineDown: false });
  });

  test('files do not knock on a line that is down, but a district that merely refuses a push still takes files', () => {
    const seen = { undelivered: ['a'], pendingEvents: 1 };
    expect(plan(seen, after([started, pulled, failed(unreachable)]), 0)).toEqual([]);
    expect(plan(seen, after([started, pulled, failed({ kind: 'unexpected', status: 500 })]), 0)).toEqual([{ type: 'ask', hashes: ['a'], awaited: [] }]);
  });

  test('a file that fails does not hold events back', () => {
    expect(plan({ pendingEvents: 1 }, after([started, pulled, failed(unreachable, 'files')]))).toEqual([push]);
  });

  test('a request without an answer is to be checked: it is asked again, with less', () => {
    const memory = after([started, failed({ kind: 'noAnswer' })], 0);
    expect(memory.lanes.events.reason).toEqual({ problem: 'district.noAnswer', data: {} });
    expect(plan({ pendingEvents: 1 }, memory, 2_000)).toEqual([{ type: 'push', limit: 250 }]);
  });

  test('no progress on an answered push is a failure, not a tight circle', () => {
    const memory = after([started, { type: 'pushed', hasProgress: false, isFullBatch: false }]);
    expect(plan({ pendingEvents: 1 }, memory, 0)).toEqual([]);
  });

  test('not enrolled: everything waits, yet it is looked at again', () => {
    const memory = after([started, pulled, failed({ kind: 'notEnrolled' })]);
    expect([memory.isRefused, plan({ pendingEvents: 1, undelivered: ['a'] }, memory)]).toEqual([true, []]);
    expect(plan({ pendingEvents: 1 }, memory, 300_000)).toEqual([push]);
  });
});

describe('size of a batch', () => {
  test('413 halves it at once, down to one event, which then waits', () => {
    let memory = after([started]);
    const sizes: number[] = [];
    for (;;) {
      const [action] = plan({ pendingEvents: 1_000 }, memory);
      if (action?.type !== 'push') break;
      sizes.push(action.limit);
      memory = learn(memory, failed({ kind: 'tooLarge' }));
    }
    expect(sizes).toEqual([500, 250, 125, 62, 31, 15, 7, 3, 1]);
    expect(memory.lanes.events.reason).toEqual({ problem: 'district.unexpectedAnswer', data: { status: 413 } });
  });

  test('and it grows back', () => {
    const halved = after([started, failed({ kind: 'tooLarge' })]);
    const grown = Array.from({ length: 10 }).reduce<Memory>(
      (memory) => learn(memory, { type: 'pushed', hasProgress: true, isFullBatch: true }),
      halved,
    );
    expect([halved.batchSize, grown.batchSize]).toEqual([250, 500]);
  });

  test.each<Failure>([{ kind: 'noAnswer' }, unreachable])('pieces of a file shrink when they do not get through, and not below the least', (failure) => {
    const memory = Array.from({ length: 10 }).reduce<Memory>((m) => learn(m, failed(failure, 'files')), after([started, pulled]));
    expect(memory.chunkBytes).toBe(settings.minChunkBytes);
  });
});

test('whatever happens, a desk with work to do always has an action, a busy lane, or a time to wake (no lock without end, Joplin 8402)', () => {
  const failure = fc.constantFrom<Failure>(
    unreachable,
    { kind: 'noAnswer' },
    { kind: 'tooLarge' },
    { kind: 'notEnrolled' },
    { kind: 'busy', status: 503, retryAfterMs: 9e9 },
    { kind: 'unexpected', status: 500 },
    { kind: 'clockSkew', districtNow: 0 },
  );
  const hashes = fc.subarray(['a', 'b', 'c']);
  const input = fc.oneof<fc.Arbitrary<Input>[]>(
    fc.constantFrom<Input>({ type: 'tryNow' }, { type: 'committed' }, pulled, { type: 'pulled', hasMore: true }),
    fc.record({ type: fc.constant('pushed' as const), hasProgress: fc.boolean(), isFullBatch: fc.boolean() }),
    fc.record({ type: fc.constant('failed' as const), lane: fc.constantFrom('events' as const, 'files' as const), failure }),
    fc.tuple(hashes, hashes, hashes).map(([all, lacking, awaited]) => ({ type: 'asked' as const, hashes: all, lacking, awaited })),
    fc.constantFrom('a', 'b', 'c').map((sha256) => ({ type: 'uploaded' as const, sha256 })),
    fc.constantFrom('a', 'b', 'c').map((sha256) => ({ type: 'fileFailed' as const, sha256, reason: { problem: 'sync.fileUnreadable' as const, data: {} } })),
  );
  const seen = fc.record({ isConfigured: fc.constant(true), pendingEvents: fc.nat(3), undelivered: hashes, missing: hashes });
  fc.assert(
    fc.property(fc.array(fc.tuple(input, fc.nat(400_000), fc.double({ min: 0, max: 0.999, noNaN: true }))), seen, (history, now) => {
      let memory = after([started]);
      let time = 0;
      for (const [next, ms, random] of history) {
        time += ms;
        memory = learn(memory, next, time, random);
      }
      const actions = plan(now, memory, time);
      const wakeAt = nextWakeAt(now, memory, time);
      expect(actions.length > 0 || wakeAt !== undefined).toBe(true);
      expect(wakeAt ?? 0).toBeLessThanOrEqual(time + 600_000);
      expect(new Set(actions.map(({ type }) => (type === 'push' || type === 'pull' ? 'events' : 'files'))).size).toBe(actions.length);
    }),
    { numRuns: 300 },
  );
});
