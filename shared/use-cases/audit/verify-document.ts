import type { Finding } from '../../domain/audit/finding.ts';
import { inProcess } from '../../domain/batch/stage.ts';
import type { StoredDocument } from '../ports/contents.ts';
import type { Records } from '../ports/records.ts';
import type { Claims } from './claims.ts';
import { publishedBy } from './verify-listed.ts';

/**
 * Whether a public document that is there was published by anybody, and as it is. What a chain's events name is compared
 * with the chain; this finds what no event names. Documents of a draw that is under way wait for its next event.
 */
export async function verifyDocument(
  { records, claims }: { readonly records: Records; readonly claims: Claims },
  name: string,
  document: StoredDocument,
): Promise<Finding | undefined> {
  const { of = '' } = document;
  const at = of.indexOf('#');
  const chain = { entity: of.slice(0, Math.max(at, 0)) || 'public', id: at < 0 ? name : of.slice(at + 1) };
  if (at < 0) {
    const claim = await claims.ofOldDocument(name);
    if (claim === 'old') return undefined;
    if (typeof claim === 'string') return { ...chain, kind: 'document-added', name };
    return claim.digest === document.digest ? undefined : { ...chain, kind: 'document-changed', name };
  }
  const published = await publishedBy(claims, document, name);
  if (published) {
    return published.digest === document.digest ? undefined : { ...chain, kind: 'document-changed', name };
  }
  const batch = chain.entity === 'batch' ? await records.find('batch', chain.id).catch(() => undefined) : undefined;
  return batch && inProcess(batch.value) ? undefined : { ...chain, kind: 'document-added', name };
}
