import * as z from 'zod';
import { AuditEvent } from '../../../shared/domain/audit/audit-chain.ts';
import { keys } from '../../../shared/platform/tables.ts';
import type { AuditTrail } from '../../../shared/use-cases/ports/audit-trail.ts';
import type { Db, Row } from './client.ts';
import { walkIndex } from './index-walk.ts';
import { partitionQuery, queryAll } from './query-all.ts';
import { parseRow } from './rows.ts';

const EventRow = z.object({ event: AuditEvent });

const eventOf = (row: Row): AuditEvent => parseRow(EventRow, row, 'audit', row).event;

export const auditTrail = (db: Db): AuditTrail => ({
  async events(entity, id) {
    const rows = await queryAll(db, partitionQuery(db.names.audit, keys.auditEvent(entity, id, 0).pk));
    return rows.map(eventOf);
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
