import type { Failure } from '../../base/failures.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { RegistryKind, RegistryRow } from '../../domain/registry/registry.ts';
import { every } from '../every.ts';
import type { Match } from '../ports/paging.ts';
import type { Registry } from '../ports/registry.ts';

const pageSize = 10;

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
  const holders = { kind: 'inspector', departments: departmentCodes, where } as const;
  for await (const other of every((page) => registry.list({ ...holders, page }), pageSize)) {
    if (other.value.id === value.id) continue;
    const message = `该执法证已登记在人员 ${other.value.id} 名下，一证只能登记一人`;
    return { kind: 'invalid-input', errors: [{ path: 'body.certificate.number', message }] };
  }
  return undefined;
}
