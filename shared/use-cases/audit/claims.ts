import type { AuditEvent, ChainName } from '../../domain/audit/audit-chain.ts';
import { rowName } from '../../domain/audit/content.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { StoredContent } from '../ports/contents.ts';
import { baselineChain } from './baseline.ts';
import { type SealedReader, type Sought, sealedReader } from './read-sealed.ts';

/**
 * What the audit trail says of a version: its digest; `old` where it was written before events said so and nothing has
 * stated it since; `unseen` where what would make it visible has not happened; `none` where nothing has written it.
 */
export type Claim = { readonly digest: string } | 'old' | 'unseen' | 'none';

export interface Claims {
  readonly sealed: SealedReader;
  events(chain: ChainName): Promise<readonly AuditEvent[]>;
  ofVersion(chain: ChainName, own: readonly AuditEvent[], content: StoredContent): Promise<Claim>;
  /** The digest that the statement of earlier records gives of a document, or whether there is such a statement at all. */
  ofOldDocument(name: string): Promise<Claim>;
}

/** Chains that stay in memory, e.g. of imports that many rows name. */
const remembered = 256;

/** Looks up what events say; one of these lives for one verification or one sweep. */
export function claimsOf(audit: AuditTrail): Claims {
  const sealed = sealedReader(audit);
  const chains = new Map<string, Promise<readonly AuditEvent[]>>();

  const events = ({ entity, id }: ChainName) => {
    const key = `${entity}#${id}`;
    const found = chains.get(key) ?? audit.chain(entity, id);
    chains.delete(key);
    chains.set(key, found);
    const [oldest] = chains.keys();
    if (chains.size > remembered && oldest !== undefined) chains.delete(oldest);
    return found;
  };

  /** In the lists of some events, the latest first. */
  const listed = async (of: readonly AuditEvent[], name: string): Promise<Sought> => {
    for (const { rows } of of.toReversed()) {
      const found = rows && (await sealed.find(rows, name));
      if (found !== undefined) return found;
    }
    return undefined;
  };

  /** What was there before events stated digests is stated once for all; until then it is merely old. */
  const stated = async (name: string): Promise<Claim> => {
    const of = (await events(baselineChain)).filter(({ rows }) => rows);
    if (of.length === 0) return 'old';
    const digest = await listed(of, name);
    return digest === undefined ? 'none' : { digest };
  };

  return {
    sealed,
    events,
    ofOldDocument: stated,

    async ofVersion({ entity, id }, own, { version, chain, broughtBy }) {
      const wrote = own.findLast((event) => event.wrote?.version === version)?.wrote;
      if (wrote) return { digest: wrote.digest };
      const name = rowName(entity, id, version);
      if (broughtBy) {
        const source = await events(broughtBy);
        const digest = await listed(source, name);
        if (digest !== undefined) return { digest };
        if (chain.seq === 0 && source.length > 0 && !source.some(isVisibleSince)) return 'unseen';
        if (source.some((event) => isVisibleSince(event) && event.rows)) {
          const again = await stated(name);
          return again === 'old' ? 'none' : again;
        }
        return source.length === 0 ? 'none' : stated(name);
      }
      const [first] = own;
      if (first && !first.wrote) return stated(name);
      const again = await stated(name);
      return again === 'old' ? 'none' : again;
    },
  };
}

/** The events by which an import or a batch makes visible what it has staged. */
const isVisibleSince = ({ action }: AuditEvent): boolean => action === 'activate' || action === 'dispatch';
