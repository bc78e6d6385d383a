import { bigint, boolean, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core';
import type { ConsoleRole } from '../domain/console/permissions.ts';

/** The tables of `migrations/`, for typed queries. The SQL there is the authority: indexes, checks and triggers live only in it. */
export const meta = pgTable('meta', { name: text().primaryKey(), value: text().notNull() });

export const agencies = pgTable('agencies', { agencyCode: text('agency_code').primaryKey(), unitName: text('unit_name').notNull() });

export const desks = pgTable('desks', {
  deskId: text('desk_id').primaryKey(),
  agencyCode: text('agency_code').notNull(),
  deskNumber: smallint('desk_number'),
  publicKey: text('public_key'),
  enrolledAt: bigint('enrolled_at', { mode: 'number' }).notNull(),
  retiredAt: bigint('retired_at', { mode: 'number' }),
  acknowledged: bigint({ mode: 'number' }).notNull().default(0),
  headHash: text('head_hash'),
  latestAt: text('latest_at'),
  seenAt: bigint('seen_at', { mode: 'number' }),
});

export const enrolmentCodes = pgTable('enrolment_codes', {
  codeHash: text('code_hash').primaryKey(),
  agencyCode: text('agency_code').notNull(),
  unitName: text('unit_name').notNull(),
  deskNumber: smallint('desk_number'),
  replaces: boolean().notNull(),
  issuedAt: bigint('issued_at', { mode: 'number' }).notNull(),
  expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  usedBy: text('used_by'),
  usedAt: bigint('used_at', { mode: 'number' }),
});

export const nonces = pgTable(
  'nonces',
  { deskId: text('desk_id').notNull(), nonce: text().notNull(), expiresAt: bigint('expires_at', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.deskId, table.nonce] })],
);

export const states = pgTable(
  'states',
  {
    agencyCode: text('agency_code').notNull(),
    entity: text().notNull(),
    entityId: text('entity_id').notNull(),
    state: jsonb(),
    latestAt: text('latest_at').notNull(),
    code: text(),
    status: text(),
    procedureCode: text('procedure_code'),
    field: text(),
    channel: text(),
    acceptedAt: bigint('accepted_at', { mode: 'number' }),
    dueAt: bigint('due_at', { mode: 'number' }),
    finishedAt: bigint('finished_at', { mode: 'number' }),
    dossierId: text('dossier_id'),
  },
  (table) => [primaryKey({ columns: [table.agencyCode, table.entity, table.entityId] })],
);

export const namedBlobs = pgTable(
  'named_blobs',
  { agencyCode: text('agency_code').notNull(), sha256: text().notNull() },
  (table) => [primaryKey({ columns: [table.agencyCode, table.sha256] })],
);

export const consoleUsers = pgTable('console_users', {
  userId: text('user_id').primaryKey(),
  username: text().notNull(),
  fullName: text('full_name').notNull(),
  title: text().notNull(),
  roles: text().array().$type<ConsoleRole[]>().notNull(),
  passwordHash: text('password_hash').notNull(),
  isOneTime: boolean('is_one_time').notNull(),
  isActive: boolean('is_active').notNull().default(true),
  failedAttempts: integer('failed_attempts').notNull().default(0),
  lastFailedAt: bigint('last_failed_at', { mode: 'number' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
});

export const consoleAudit = pgTable('console_audit', {
  seq: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
  at: bigint({ mode: 'number' }).notNull(),
  userId: text('user_id'),
  userName: text('user_name').notNull(),
  action: text().notNull(),
  agencyCode: text('agency_code'),
  subject: text().notNull(),
  detail: jsonb().$type<Record<string, unknown>>().notNull(),
});
