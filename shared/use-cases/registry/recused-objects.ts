import type { Failure } from '../../base/failures.ts';
import { looksLikeMistypedCode } from '../../domain/registry/credit-code.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { Registry } from '../ports/registry.ts';

/** Why a recusal would never work: its object's number is a credit code with a mistake in it, which no row is kept under. */
export async function mistypedRecusal(
  registry: Registry,
  value: RegistryRow[RegistryKind],
): Promise<Failure<'invalid-input'> | undefined> {
  const recusals = 'recusals' in value ? (value.recusals ?? []) : [];
  for (const [at, { objectId }] of recusals.entries()) {
    if (!looksLikeMistypedCode(objectId) || (await registry.find('object', objectId))) continue;
    const message = '不是正确的统一社会信用代码，名录里也没有这个编号，请核对';
    return { kind: 'invalid-input', errors: [{ path: `body.recusals.${at}.objectId`, message }] };
  }
  return undefined;
}
