import * as z from 'zod';
import { AuditEvent } from '../../../shared/domain/audit/audit-chain.ts';
import { contentDigest } from '../../../shared/domain/audit/content.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { AuditTrail } from '../../../shared/use-cases/ports/audit-trail.ts';
import type { Db, Row } from './client.ts';
import { walkIndex } from './index-walk.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { eventRow, parseRow } from './rows.ts';
import { putOnce, sealedLists } from './sealed-lists.ts';

const EventRow = z.object({ event: AuditEvent });

const eventOf = (row: Row): AuditEvent => parseRow(EventRow, row, 'audit', row).event;

/** The event of a row that is as its event makes it, with nothing beside. */
function soundEvent(row: Row): AuditEvent | undefined {
  const { writtenBy: _token, ...own } = row;
  const { data } = EventRow.safeParse(own);
  return data && contentDigest(eventRow(data.event)) === contentDigest(own) ? data.event : undefined;
}

const unreadable = { seq: 0, action: '', at: '', actor: '', department: '', facts: {}, previous: '', hash: '' };

export const auditTrail = (db: Db): AuditTrail => ({
  ...sealedLists(db),

  async events(entity, id) {
    const rows = await queryAll(db, partitionQuery(db.names.audit, keys.auditEvent(entity, id, 0).pk));
    return rows.map(eventOf);
  },

  async chain(entity, id) {
    const rows = await queryAll(db, partitionQuery(db.names.audit, keys.auditEvent(entity, id, 0).pk));
    return rows.map((row) => soundEvent(row) ?? { ...unreadable, entity, id });
  },

  async noteSealed(day, line) {
    await putOnce(db, { ...keys.sealedHead(line.split(' ')[0] ?? '', day), line });
  },

  async sealedHeads(entity, id) {
    const rows = await queryAll(db, partitionQuery(db.names.audit, keys.sealedHead(`${entity}#${id}`, '').pk));
    return rows.map(({ sk, line }) => ({ day: String(sk), line: String(line) }));
  },

  day: (date, page) =>
    walkIndex(db, {
      table: 'audit',
      index: 'byDay',
      partitions: [date],
      root: 'value',
      page,
      read: async (rows) => rows.map((row) => ({ row, item: eventOf(row) })),
    }),
});
