import {
  blockRoot,
  blockSize,
  type Entry,
  type ListBlock,
  leafOf,
  listRoot,
  type SealedList,
} from '../../domain/audit/sealed-list.ts';
import { shardPath, treePath } from '../../draw/merkle.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';

/** `spoilt`: what is kept under the root is not what the root was made of. */
export type Sought = string | undefined | 'spoilt';

export interface InclusionProof {
  readonly digest: string;
  /** The leaf, whose hash the path begins with. */
  readonly leaf: string;
  readonly index: number;
  readonly path: readonly string[];
}

export interface SealedReader {
  /** The digest that a list states of a name. */
  find(list: SealedList, name: string): Promise<Sought>;
  /** Where a name stands in a list, and the audit path from there to the root (RFC 9162 §2.1.3). */
  prove(list: SealedList, name: string): Promise<InclusionProof | undefined>;
  /** Every entry, block by block, each compared with the root before it is handed out; ends with `spoilt` where it is not so. */
  all(list: SealedList): AsyncGenerator<readonly Entry[] | 'spoilt'>;
}

/** Blocks that stay in memory: 1,024 entries each. */
const remembered = 64;

/** Reads sealed lists and trusts nothing of them that does not lead to their root. */
export function sealedReader(audit: Pick<AuditTrail, 'blocks' | 'block'>): SealedReader {
  const heads = new Map<string, Promise<readonly ListBlock[] | 'spoilt'>>();
  const blocks = new Map<string, Promise<readonly Entry[] | 'spoilt'>>();

  const headOf = ({ root, size }: SealedList) =>
    once(heads, root, async () => {
      if (size === 0) return [];
      const found = await audit.blocks(root);
      return found.length > 0 && listRoot(found) === root ? found : 'spoilt';
    });
  const blockOf = (root: string, index: number, block: ListBlock) =>
    once(blocks, `${root} ${index}`, async () => {
      const entries = await audit.block(root, index);
      return blockRoot(entries) === block.root && entries[0]?.[0] === block.first ? entries : 'spoilt';
    });

  return {
    async find(list, name) {
      const head = await headOf(list);
      if (head === 'spoilt') return 'spoilt';
      const index = head.findLastIndex(({ first }) => first <= name);
      const block = head[index];
      if (!block) return undefined;
      const entries = await blockOf(list.root, index, block);
      return entries === 'spoilt' ? 'spoilt' : entries.find(([each]) => each === name)?.[1];
    },
    async prove(list, name) {
      const head = await headOf(list);
      if (head === 'spoilt') return undefined;
      const at = head.findLastIndex(({ first }) => first <= name);
      const block = head[at];
      const entries = block && (await blockOf(list.root, at, block));
      if (!entries || entries === 'spoilt') return undefined;
      const inBlock = entries.findIndex(([each]) => each === name);
      const entry = entries[inBlock];
      if (!entry) return undefined;
      const within = shardPath(entries.map(leafOf), inBlock);
      const above = treePath(
        head.map(({ root }) => root),
        at,
      );
      return { digest: entry[1], leaf: leafOf(entry), index: at * blockSize + inBlock, path: [...within, ...above] };
    },
    async *all(list) {
      const head = await headOf(list);
      if (head === 'spoilt') {
        yield 'spoilt';
        return;
      }
      for (const [index, block] of head.entries()) yield await blockOf(list.root, index, block);
    },
  };
}

function once<T>(made: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = made.get(key) ?? make();
  made.delete(key);
  made.set(key, found);
  const [oldest] = made.keys();
  if (made.size > remembered && oldest !== undefined) made.delete(oldest);
  return found;
}
