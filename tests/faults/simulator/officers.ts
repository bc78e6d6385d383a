import type { Store } from '../../../db/store.ts';
import { documents, dossiers } from '../../../db/schema.ts';
import { citizenIdOf } from '../../../domain/citizen/citizen.ts';
import { canMove, type DossierState } from '../../../domain/dossier/state.ts';
import { stepsFrom, type Status } from '../../../domain/dossier/status.ts';
import type { Random } from './random.ts';
import { noteFile } from './simulated-desk.ts';

const actor = 'officer-1';
const names = ['Nguyễn Thị Hoà', 'Trần Văn Đức', 'Lê Thị Ửng', 'Phạm Quốc Bảo'];

/** One thing that an officer does, drawn at random; @returns the ids of the events that it wrote. */
export const doSomething = (store: Store, random: Random, takeFile: (bytes: Uint8Array) => string, now: number): string[] => {
  const known = store.read.select({ id: dossiers.id }).from(dossiers).orderBy(dossiers.id).all();
  const what = known.length === 0 ? 0 : random();
  if (what < 0.35) return receive(store, random, now);
  const dossierId = random.pick(known).id;
  if (what < 0.6) return takeStep(store, random, dossierId);
  if (what < 0.75) return correct(store, random, dossierId);
  if (what < 0.95) return attach(store, random, dossierId, takeFile, now);
  return detach(store, random);
};

const receive = (store: Store, random: Random, now: number): string[] => {
  // Few numbers, so that desks that are apart register the same person.
  const citizen = `0240${String(random.below(8)).padStart(8, '0')}`;
  const fields = {
    number: citizen,
    fullName: random.pick(names),
    dateOfBirth: '1990-05-17',
    sex: 'Nữ' as const,
    address: `Thôn ${random.below(9)}, xã Lục Sơn`,
    phone: '',
    email: '',
    oldNumber: '',
    cardIssuedOn: '',
  };
  return store.write(actor, (tx) => {
    const citizenId = citizenIdOf(citizen);
    const person = tx.append({ entity: 'citizen', entityId: citizenId, type: 'citizen.registered', payload: { fields, fromCard: ['number'] } });
    const dossier = tx.append({
      entity: 'dossier',
      entityId: `${store.deskId}-${store.head().deskSeq}`,
      type: 'dossier.received',
      payload: {
        code: `H02.15.20-261123-${random.below(10_000)}`,
        procedure: { id: 'p1', code: '1.001193', name: 'Đăng ký khai sinh', field: 'Hộ tịch', version: '0'.repeat(64) },
        citizenId,
        components: [],
        fields: { applicant: fields, requestSummary: '', channel: 'direct', returnMethod: 'desk', sets: 1, feeVnd: 0, note: '' },
        submittedAt: now,
        acceptedAt: now,
        dueAt: now + 86_400_000,
        limitText: '1 ngày làm việc',
        receivedByName: 'Nguyễn Thị Hoa',
      },
    });
    return [person.id, dossier.id];
  });
};

const takeStep = (store: Store, random: Random, dossierId: string): string[] => {
  const dossier = store.state('dossier', dossierId)!;
  if (canMove(dossier) && random.chance(0.4)) return handOn(store, random, dossier);
  const from: Status = dossier.status;
  const next = stepsFrom(from);
  if (next.length === 0) return correct(store, random, dossierId);
  const to = random.pick(next);
  return store.write(actor, (tx) => [
    tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.stepTaken', payload: { from, to, reason: 'lý do' } }).id,
  ]);
};

/** From hand to hand: a hand-over that waits is answered, anything else goes on, back, or to another person. */
const handOn = (store: Store, random: Random, { id, work, flow }: DossierState): string[] =>
  store.write(actor, (tx) => {
    if (work.moveId !== undefined && random.chance(0.6)) {
      const payload = { moveId: work.moveId, isAccepted: random.chance(0.7), reason: 'lý do' };
      return [tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moveAnswered', payload }).id];
    }
    const to = Math.max(0, Math.min(flow.length - 1, work.stage + random.pick([1, 1, 1, 0, -1])));
    const payload = { from: work.stage, to, officerId: random.pick(['', 'hoa', 'binh']), reason: 'lý do' };
    return [tx.append({ entity: 'dossier', entityId: id, type: 'dossier.moved', payload }).id];
  });

const correct = (store: Store, random: Random, dossierId: string): string[] =>
  store.write(actor, (tx) => {
    const changes = random.chance(0.5) ? { note: `ghi chú ${random.below(1000)}` } : { sets: 1 + random.below(9) };
    return [tx.append({ entity: 'dossier', entityId: dossierId, type: 'dossier.corrected', payload: { changes, reason: 'sửa' } }).id];
  });

const attach = (store: Store, random: Random, dossierId: string, takeFile: (bytes: Uint8Array) => string, now: number): string[] => {
  // Now and then the very same bytes, here or on another desk: equal files must not clash.
  const bytes = random.chance(0.2) ? Buffer.alloc(600, random.below(3)) : Buffer.from(random.bytes(1 + random.below(12_000)));
  const sha256 = takeFile(bytes);
  const documentId = Buffer.from(random.bytes(8)).toString('hex');
  const source = { folder: 'quét', fileName: 'tờ khai.pdf', sizeBytes: bytes.length, modifiedAt: now };
  return store.write(actor, (tx) => {
    noteFile(tx.db, sha256, bytes.length, now);
    return [
      tx.append({
        entity: 'document',
        entityId: documentId,
        type: 'document.scanned',
        payload: { source, sha256, mediaType: 'application/pdf', sizeBytes: bytes.length, pageCount: 1 },
      }).id,
      tx.append({
        entity: 'document',
        entityId: documentId,
        type: 'document.attached',
        payload: { dossierId, componentKey: 'a', sha256 },
        blobs: [sha256],
      }).id,
    ];
  });
};

const detach = (store: Store, random: Random): string[] => {
  const attached = store.read.select({ id: documents.id, status: documents.status }).from(documents).orderBy(documents.id).all();
  const candidates = attached.filter(({ status }) => status === 'attached');
  if (candidates.length === 0) return [];
  const { id } = random.pick(candidates);
  return store.write(actor, (tx) => [tx.append({ entity: 'document', entityId: id, type: 'document.detached', payload: { reason: 'nhầm' } }).id]);
};
