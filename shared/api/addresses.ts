import { type GroupName, operations } from './contract.ts';

/**
 * Addresses of the APIs, without a trailing slash: one for all, as under the county's own domain or on one machine, or
 * one for each group.
 */
export type ApiAddresses = string | Readonly<Record<GroupName, string>>;

export const addressOf = (addresses: ApiAddresses, group: GroupName): string =>
  typeof addresses === 'string' ? addresses : addresses[group];

/** The first segment of a path determines its API. */
export const firstSegment = (path: string): string => path.split('/')[1]?.split('?')[0] ?? '';

const groupOf = new Map(operations.map(({ route, group }) => [firstSegment(route.path), group]));

/**
 * The full address of a path such as `/public/plans/1?year=2026`.
 *
 * @throws Error when no group has such a path.
 */
export function urlOf(addresses: ApiAddresses, path: string): string {
  const group = groupOf.get(firstSegment(path));
  if (!group) throw new Error(`no API has a path ${path}`);
  return `${addressOf(addresses, group)}${path}`;
}
