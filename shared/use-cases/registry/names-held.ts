import type { Failure } from '../../base/failures.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { UniqueName } from '../../domain/registry/unique-names.ts';
import type { NameHeld, Registry } from '../ports/registry.ts';

const words: Readonly<Record<UniqueName['of'], (holder: string) => string>> = {
  certificate: (holder) => `该执法证已登记在人员 ${holder} 名下，一证只能登记一人`,
  id: (holder) =>
    `与编号 ${holder} 形近（不分大小写，O与0、I、L与1、_与-视为相同），请核对；确为另一户（人、项）的，请换一个编号`,
};

const fields: Readonly<Record<UniqueName['of'], string>> = { certificate: 'certificate.number', id: 'id' };

export const nameHeldWords = ({ of, holder }: NameHeld): string => words[of](holder);

/** What the row would have to itself and another one has. */
export async function nameHeld<K extends RegistryKind>(
  registry: Pick<Registry, 'holders'>,
  kind: K,
  value: RegistryRow[K],
  as: 'new' | 'next',
): Promise<Failure<'invalid-input'> | undefined> {
  const held = await registry.holders(kind, value, as);
  if (held.length === 0) return undefined;
  const errors = held.map((one) => ({ path: `body.${fields[one.of]}`, message: nameHeldWords(one) }));
  return { kind: 'invalid-input', errors };
}
