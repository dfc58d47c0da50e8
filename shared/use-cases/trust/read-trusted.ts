import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { TrustPeriod } from '../../domain/trust/trust-period.ts';
import { isLeftOut, type WatchedPart } from '../../domain/trust/trusted.ts';
import { every } from '../every.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { readLinks } from '../registry/read-links.ts';

const { department, items, everywhere } = TrustPeriod.shape;
/** A period that holds, with every number of its object. */
export const TrustedObject = z.strictObject({ numbers: z.array(PlainId).readonly(), department, items, everywhere });
export type TrustedObject = z.infer<typeof TrustedObject>;

const pageSize = 100;

/** R62: every period that holds on a day, whether or not the nightly run has ended those that are over. */
export async function readTrusted(
  deps: { readonly records: Records; readonly registry: Pick<Registry, 'search'> },
  day: LocalDate,
): Promise<readonly TrustedObject[]> {
  const active = await Array.fromAsync(
    every((page) => deps.records.list({ kind: 'trust-period', in: 'active', page }), pageSize),
  );
  const holding = active.flatMap(({ value }) => (value.from <= day && day <= value.to ? [value] : []));
  if (holding.length === 0) return [];
  const links = await readLinks(deps);
  return holding.map((period) => ({
    numbers: [...links.all(period.objectId)],
    department: period.department,
    ...(period.items && { items: period.items }),
    ...(period.everywhere && { everywhere: period.everywhere }),
  }));
}

/** Whether one of these periods leaves an object, under any of its numbers, out of a part, which is numbered from 1. */
export function watchedIn(
  parts: readonly WatchedPart[],
  trusted: readonly TrustedObject[],
): (objectId: string, part: number) => boolean {
  const byId = new Map<string, TrustedObject[]>();
  for (const period of trusted)
    for (const number of period.numbers) byId.set(number, [...(byId.get(number) ?? []), period]);
  return (objectId, number) => {
    const part = parts[number - 1];
    return part !== undefined && (byId.get(objectId) ?? []).some((period) => isLeftOut(period, part));
  };
}
