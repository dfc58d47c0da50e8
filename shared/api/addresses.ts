import { type GroupName, operations } from './contract.ts';

/**
 * Where the APIs answer, without a slash at the end: one address for all, as with a domain of the county's own or on one
 * machine, or one for each group.
 */
export type ApiAddresses = string | Readonly<Record<GroupName, string>>;

export const addressOf = (addresses: ApiAddresses, group: GroupName): string =>
  typeof addresses === 'string' ? addresses : addresses[group];

/** The first segment of a path decides which API has it. */
export const firstSegment = (path: string): string => path.split('/')[1]?.split('?')[0] ?? '';

const groupOf = new Map(operations.map(({ route, group }) => [firstSegment(route.path), group]));

/**
 * The whole address of a path such as `/public/plans/1?year=2026`.
 *
 * @throws Error when no group has such a path.
 */
export function urlOf(addresses: ApiAddresses, path: string): string {
  const group = groupOf.get(firstSegment(path));
  if (!group) throw new Error(`no API has a path ${path}`);
  return `${addressOf(addresses, group)}${path}`;
}
