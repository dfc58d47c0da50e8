import type { AuditEvent } from '../../domain/audit/audit-chain.ts';
import type { Entry, ListBlock, SealedList } from '../../domain/audit/sealed-list.ts';
import type { Page, PageRequest } from './paging.ts';

export interface AuditTrail {
  events(entity: string, id: string): Promise<readonly AuditEvent[]>;
  /**
   * The same for whoever verifies them: an event that cannot be read, lies where it does not belong or is listed on another
   * day comes as one that no hash covers.
   */
  chain(entity: string, id: string): Promise<readonly AuditEvent[]>;
  day(date: string, page: PageRequest): Promise<Page<AuditEvent>>;
  /** Notes beside a chain how a day sealed its head; noting it again changes nothing. */
  noteSealed(day: string, line: string): Promise<void>;
  /** How its days sealed a chain, the earliest first. */
  sealedHeads(entity: string, id: string): Promise<readonly { readonly day: string; readonly line: string }[]>;
  /** Keeps entries under the root of their tree, for an event to state; keeping the same again changes nothing. */
  seal(entries: Iterable<Entry>): Promise<SealedList>;
  /** The blocks of a sealed list, as they are kept. Nothing of them is trusted before it is compared with the root. */
  blocks(root: string): Promise<readonly ListBlock[]>;
  /** The entries of one block, in order. */
  block(root: string, index: number): Promise<readonly Entry[]>;
}
