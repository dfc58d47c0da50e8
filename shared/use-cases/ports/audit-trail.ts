import type { AuditEvent } from '../../domain/audit/audit-chain.ts';
import type { Page, PageRequest } from './paging.ts';

export interface AuditTrail {
  events(entity: string, id: string): Promise<readonly AuditEvent[]>;
  day(date: string, page: PageRequest): Promise<Page<AuditEvent>>;
}
