import type { AuditEvent, ChainName } from '../../domain/audit/audit-chain.ts';
import { namedThing } from '../../domain/audit/content.ts';
import type { Finding } from '../../domain/audit/finding.ts';
import type { Entry } from '../../domain/audit/sealed-list.ts';
import type { Contents, StoredDocument } from '../ports/contents.ts';
import type { Claims } from './claims.ts';

export interface ListedDeps {
  readonly contents: Contents;
  readonly claims: Claims;
}

/**
 * Compares everything that a chain's events say they published, or made visible in bulk, with what is there. Lists that are
 * longer than `longest` are left, and how many things are on them is counted.
 */
export async function verifyListed(
  deps: ListedDeps,
  chain: ChainName,
  events: readonly AuditEvent[],
  longest = Number.POSITIVE_INFINITY,
): Promise<{ readonly findings: readonly Finding[]; readonly left: number }> {
  const findings: Finding[] = [];
  let left = 0;
  const documents = new Map<string, Published>();
  for (const { seq, at, published, rows } of events) {
    for (const [name, digest] of Object.entries(published ?? {})) documents.set(name, { digest, at });
    if (!rows) continue;
    if (rows.size > longest) {
      left += rows.size;
      continue;
    }
    for await (const block of deps.claims.sealed.all(rows)) {
      if (block === 'spoilt') {
        findings.push({ ...chain, kind: 'list-spoilt', seq });
        continue;
      }
      const staged: Entry[] = [];
      for (const [name, digest] of block) {
        if (namedThing(name)?.is === 'document') documents.set(name, { digest, at });
        else staged.push([name, digest]);
      }
      findings.push(...(await verifyStaged(deps, chain, staged)));
    }
  }
  findings.push(...(await verifyDocuments(deps, chain, documents)));
  return { findings, left };
}

interface Published {
  readonly digest: string;
  readonly at: string;
}

/** Versions that were written in bulk are still there, as they were, in the current row or among the kept versions. */
async function verifyStaged(
  { contents }: ListedDeps,
  chain: ChainName,
  entries: readonly Entry[],
): Promise<readonly Finding[]> {
  const held = await contents.held(entries.map(([name]) => name));
  return entries.flatMap(([name, digest]): Finding[] => {
    const found = held.get(name);
    if (!found || found === 'missing') return [{ ...chain, kind: 'row-missing', name }];
    if (found === 'replaced') return [];
    return found.every((each) => each === digest) ? [] : [{ ...chain, kind: 'row-changed', name }];
  });
}

const documentsAtOnce = 100;

/**
 * A document that another chain has published since, e.g. an item in the list of another plan, has to be as that chain
 * says, and the other chain must not have said so earlier.
 */
async function verifyDocuments(
  { contents, claims }: ListedDeps,
  chain: ChainName,
  documents: ReadonlyMap<string, Published>,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const names = [...documents.keys()];
  for (let from = 0; from < names.length; from += documentsAtOnce) {
    const group = names.slice(from, from + documentsAtOnce);
    const found = await contents.documents(group);
    for (const name of group) {
      const document = found.get(name);
      const own = documents.get(name);
      if (!document || !own) findings.push({ ...chain, kind: 'document-missing', name });
      else if (document.digest !== own.digest) {
        const other = await publishedBy(claims, document, name);
        const isLater = other !== undefined && other.at >= own.at && other.digest === document.digest;
        if (!isLater) findings.push({ ...chain, kind: 'document-changed', name });
      }
    }
  }
  return findings;
}

/** What the chain that a document names says of it last. */
export async function publishedBy(
  claims: Claims,
  { of }: StoredDocument,
  name: string,
): Promise<Published | undefined> {
  const at = of?.indexOf('#') ?? -1;
  if (of === undefined || at < 0) return undefined;
  const events = await claims.events({ entity: of.slice(0, at), id: of.slice(at + 1) });
  for (const event of events.toReversed()) {
    const digest = event.published?.[name] ?? (event.rows && (await claims.sealed.find(event.rows, name)));
    if (digest !== undefined) return { digest, at: event.at };
  }
  return undefined;
}
