import { canonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { RegistryKind, RegistryRow } from '../registry/registry.ts';

/**
 * SHA-256 (hex) of a registry row's content: a re-import of the same row has the same digest and changes nothing.
 * The passage through JSON drops optional fields that are present as undefined; canonical JSON refuses them.
 */
export const contentDigest = (row: RegistryRow[RegistryKind]): string =>
  sha256(canonicalJson(JSON.parse(JSON.stringify(row))));
