import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byClock, canonicalEvent, type DomainEvent, eventSchema, hashEvent } from '../../domain/event.ts';
import { formatHybridTime, hybridTimeMs, isHybridTime, nextHybridTime } from '../../domain/hybrid-clock.ts';
import { event, received } from './histories.ts';

describe('the hash of an event', () => {
  const original = event(0, 'dossier.received', received);

  it('covers the canonical text: the order of members makes no difference, and the hash itself is left out', () => {
    const turned = Object.fromEntries(Object.entries(original).toReversed()) as DomainEvent;
    expect([hashEvent(turned), hashEvent({ ...original, hash: 'x' } as DomainEvent), canonicalEvent(turned)]).toEqual([original.hash, original.hash, canonicalEvent(original)]);
  });

  it('is the same after a way through JSON', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (payload) => {
        const some = event(0, 'x', payload);
        expect(hashEvent(JSON.parse(JSON.stringify(some)))).toBe(some.hash);
      }),
    );
  });

  it('changes with any change of any member', () => {
    const changes: { [K in keyof DomainEvent]?: DomainEvent[K] } = {
      id: '00000000-0000-4000-8000-000000000000', deskId: 'b', deskSeq: 2, entity: 'citizen', entityId: 'z', type: 'x', payload: { ...received, code: 'y' },
      blobs: ['a'.repeat(64)], actorId: 'binh', occurredAt: formatHybridTime(1, 0, 'a'), prevHash: 'b'.repeat(64),
    };
    const hashes = Object.entries(changes).map(([member, value]) => hashEvent({ ...original, [member]: value }));
    expect(new Set([original.hash, ...hashes]).size).toBe(Object.keys(original).length);
  });

  it('changes with any change deep in the payload', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const isEqual = canonicalEvent(event(0, 'x', { a })) === canonicalEvent(event(0, 'x', { a: b }));
        expect(hashEvent(event(0, 'x', { a })) === hashEvent(event(0, 'x', { a: b }))).toBe(isEqual);
      }),
    );
  });

  it('belongs to an event of this shape', () => {
    expect([original, { ...original, more: 1 }, { ...original, deskSeq: 0 }, { ...original, occurredAt: '2026' }, { ...original, prevHash: 'A'.repeat(64) }].map((some) => eventSchema.safeParse(some).success)).toEqual([true, false, false, false, false]);
  });
});

describe('the hybrid clock', () => {
  const ms = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });
  const node = fc.constantFrom('a', 'b', 'desk-1');

  it('is later than everything seen, even when the PC’s clock was set back', () => {
    fc.assert(
      fc.property(ms, ms, fc.integer({ min: 0, max: 0xffff }), node, node, (seenMs, nowMs, counter, there, here) => {
        const seen = formatHybridTime(seenMs, counter, there);
        expect(nextHybridTime(seen, nowMs, here) > seen).toBe(true);
      }),
    );
  });

  it('never runs backwards over any readings of the PC’s clock', () => {
    fc.assert(
      fc.property(fc.array(ms, { minLength: 2, maxLength: 50 }), (readings) => {
        const times = readings.reduce<string[]>((all, now) => [...all, nextHybridTime(all.at(-1), now, 'a')], []);
        expect(times).toEqual([...new Set(times)].toSorted());
      }),
    );
  });

  it('is the PC’s clock where that is ahead, and moves on when its counter is full', () => {
    expect([nextHybridTime(undefined, 1_700_000_000_000, 'a'), nextHybridTime('1700000000000-0003-b', 1_700_000_000_001, 'a'), nextHybridTime('1700000000000-0003-b', 1_600_000_000_000, 'a'), nextHybridTime('1700000000000-ffff-b', 0, 'a')]).toEqual([
      '1700000000000-0000-a', '1700000000001-0000-a', '1700000000000-0004-a', '1700000000001-0000-a',
    ]);
  });

  it('reads as text and back', () => {
    fc.assert(fc.property(ms, fc.integer({ min: 0, max: 0xffff }), node, (at, counter, here) => void expect(hybridTimeMs(formatHybridTime(at, counter, here))).toBe(at)));
    expect([isHybridTime('1700000000000-0000-a'), isHybridTime('1700000000000-0000-'), isHybridTime('170000000000-0000-a'), isHybridTime('1700000000000-000G-a')]).toEqual([true, false, false, false]);
  });

  it('orders any two events the same way round on every desk', () => {
    const some = fc.record({ occurredAt: fc.constantFrom('1700000000000-0000-a', '1700000000000-0000-b', '1700000000001-0000-a'), deskSeq: fc.constantFrom(1, 2), id: fc.constantFrom('x', 'y') }).map((entry) => entry as DomainEvent);
    fc.assert(
      fc.property(fc.array(some).chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }))), ([events, shuffled]) => {
        expect(shuffled.toSorted(byClock)).toEqual(events.toSorted(byClock));
      }),
    );
  });
});
