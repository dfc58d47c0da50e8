import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type Entry, sealList } from '../../../shared/domain/audit/sealed-list.ts';
import { type Key, keys } from '../../../shared/platform/tables.ts';
import type { AuditTrail } from '../../../shared/use-cases/ports/audit-trail.ts';
import type { Db, Row } from './client.ts';
import { absent } from './transact.ts';

const HeadRow = z.object({ blocks: z.array(z.object({ first: z.string(), root: z.string() })) });
const BlockRow = z.object({ entries: z.array(z.tuple([z.string(), z.string()])) });

/**
 * Sealed lists lie beside the events under their own root, in blocks and, written last, a head. A row that somebody has
 * spoilt answers as if it were empty: whoever compares it with the root finds that out.
 */
export function sealedLists(db: Db): Pick<AuditTrail, 'seal' | 'blocks' | 'block'> {
  const TableName = db.names.audit;
  const find = async (Key: Key) => {
    const { Item } = await db.client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item ?? {};
  };
  return {
    async seal(entries) {
      const { list, blocks } = sealList(entries);
      if (blocks.length === 0) return list;
      for (const [index, block] of blocks.entries()) {
        const own = block.entries.map(([name, digest]): Entry => [name, digest]);
        await putOnce(db, { ...keys.listBlock(list.root, index), entries: own });
      }
      const heads = blocks.map(({ first, root }) => ({ first, root }));
      await putOnce(db, { ...keys.listHead(list.root), blocks: heads });
      return list;
    },
    async blocks(root) {
      return HeadRow.safeParse(await find(keys.listHead(root))).data?.blocks ?? [];
    },
    async block(root, index) {
      return BlockRow.safeParse(await find(keys.listBlock(root, index))).data?.entries ?? [];
    },
  };
}

/** What is there already under its own digest is the same. */
export async function putOnce(db: Db, Item: Row): Promise<void> {
  try {
    await db.client.send(new PutCommand({ TableName: db.names.audit, Item, ConditionExpression: absent }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
