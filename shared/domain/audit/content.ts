import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';

/**
 * SHA-256 (hex) of attributes as the database keeps them: of their canonical JSON, without what is undefined. A number
 * that is no integer is written as RFC 8785 does, under a name that no attribute has, because the canonical JSON of draws
 * refuses it.
 */
export const contentDigest = (content: unknown): string => sha256(canonicalJson(canonicalForm(content)));

function canonicalForm(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : { '\0number': String(value) };
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.filter((each) => each !== undefined).map(canonicalForm);
  if (typeof value !== 'object' || value === null) return value;
  // Sets and bytes, which only a foreign hand writes.
  if (value instanceof Set) return { '\0set': [...value].map(canonicalForm) };
  if (value instanceof Uint8Array) return { '\0bytes': [...value] };
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name.toWellFormed(), canonicalForm(member)]));
}

/** How a version of a record or of a registry row is named in a sealed list. */
export const rowName = (entity: string, id: string, version: number): string =>
  `${entity}#${id} v${String(version).padStart(6, '0')}`;

/** How a public document is named in an event and in a sealed list. */
export const documentName = (kind: string, id: string, part = 'current'): string => `public ${kind}#${id} ${part}`;

export type NamedThing =
  | { readonly is: 'row'; readonly entity: string; readonly id: string; readonly version: number }
  | { readonly is: 'document'; readonly kind: string; readonly id: string; readonly part: string };

/** What a name stands for, or undefined for one that nothing of ours has. */
export function namedThing(name: string): NamedThing | undefined {
  const document = /^public ([^#]+)#(.+) (\S+)$/.exec(name);
  if (document) return { is: 'document', kind: document[1] ?? '', id: document[2] ?? '', part: document[3] ?? '' };
  const row = /^([^#]+)#(.+) v(\d{6,})$/.exec(name);
  return row ? { is: 'row', entity: row[1] ?? '', id: row[2] ?? '', version: Number(row[3]) } : undefined;
}
