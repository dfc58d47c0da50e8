import type { Failure } from '../../base/failures.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { RegistryKind, RegistryRow } from '../../domain/registry/registry.ts';
import type { Match, PagePosition, Registry } from '../ports.ts';

/** R2 counts persons: a certificate identifies one, so no second active row may have it. */
export async function certificateHeld(
  registry: Registry,
  value: RegistryRow[RegistryKind],
): Promise<Failure<'invalid-input'> | undefined> {
  if (!('certificate' in value) || value.status !== '有效') return undefined;
  const { number, issuer } = value.certificate;
  const where: Match[] = [
    { field: 'certificate.number', equals: number },
    { field: 'certificate.issuer', equals: issuer },
    { field: 'status', equals: '有效' },
  ];
  let from: PagePosition | undefined;
  do {
    const page = { limit: 10, ...(from && { from }) };
    const { items, next } = await registry.list({ kind: 'inspector', departments: departmentCodes, where, page });
    const other = items.find((row) => row.value.id !== value.id);
    if (other) {
      const message = `该执法证已登记在人员 ${other.value.id} 名下，一证只能登记一人`;
      return { kind: 'invalid-input', errors: [{ path: 'body.certificate.number', message }] };
    }
    from = next;
  } while (from);
  return undefined;
}
