import { searchForm } from '../../../shared/base/typed-text.ts';
import type { RegistryKind } from '../../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../../shared/domain/registry/registry.ts';
import { type SearchTerm, termsOf } from '../../../shared/domain/registry/search-terms.ts';
import { labelsFor } from '../../../shared/domain/registry/supervision.ts';
import { type Key, keys, type RowSlot } from '../../../shared/platform/tables.ts';
import type { Match } from '../../../shared/use-cases/ports/paging.ts';
import type { Row } from './client.ts';

/**
 * The search index of the registries. Each slot of a row has postings of its own, one for each term. They say where a
 * row may be found and nothing about whether it is seen: whoever finds one reads the row, judges it as every other
 * reader does and compares it with what was asked. So a posting too many does no harm; a visible row without its postings
 * would, hence they are written with the row or before it, and go with it or never.
 */
export interface Posting {
  readonly key: Key;
  readonly item: Row;
}

/** Short names, because a page of a list is as long as a megabyte of postings. */
const few = { department: 'd', supervisors: 's', township: 't', kind: 'k', status: 'x' } as const;
const marks = { 'classBy.absentSince': 'b', 'classBy.staleSince': 'y' } as const;
const many = { ...few, industry: 'i', creditClass: 'c', ...marks, tags: 'g', name: 'n' } as const;
/** The name beside a posting, in its search form: a filter by name is no filter by the name as it is written. */
export const nameBeside = many.name;
const besides = { few, many } as const;

/** The postings of the row in a slot; a row that was removed has none. */
export function postingsOf<K extends RegistryKind>(
  kind: K,
  slot: RowSlot,
  value: RegistryRow[K],
  removed = false,
): readonly Posting[] {
  return removed ? [] : termsOf(kind, value).map((term) => posting(kind, slot, value, term));
}

function posting(kind: RegistryKind, slot: RowSlot, value: RegistryRow[RegistryKind], term: SearchTerm): Posting {
  const key = keys.posting(kind, term.list, `${term.sort}#${value.id}#${slot}`);
  const v = Object.fromEntries(
    Object.entries(besides[term.beside]).flatMap(([field, short]) => {
      const shown = fieldOf(value, field);
      return shown === undefined || (Array.isArray(shown) && shown.length === 0) ? [] : [[short, shown]];
    }),
  );
  return { key, item: { ...key, ...(term.at !== undefined && { at: term.at }), v } };
}

function fieldOf(value: RegistryRow[RegistryKind], field: string): unknown {
  if (field === 'tags') return labelsIn(value);
  if (field === 'name') return searchForm(value.name);
  const partOf = (part: unknown, name: string) => (part as Readonly<Record<string, unknown>> | undefined)?.[name];
  return field.split('.').reduce(partOf, value);
}

/** All labels: which of them the asking department may go by is judged on the row. */
const labelsIn = (value: RegistryRow[RegistryKind]): readonly string[] =>
  'supervisors' in value ? labelsFor(value, value.supervisors) : value.tags;

/** What changes in the index when a row takes the place of another one in its slot. */
export function postingChanges(before: readonly Posting[], after: readonly Posting[]) {
  const textOf = ({ item }: Posting) => JSON.stringify(item);
  const nameOf = ({ key }: Posting) => `${key.pk} / ${key.sk}`;
  const known = new Set(before.map(textOf));
  const kept = new Set(after.map(nameOf));
  return {
    puts: after.filter((posting) => !known.has(textOf(posting))),
    deletes: before.filter((posting) => !kept.has(nameOf(posting))),
  };
}

/** The part of a filter that postings with so much beside them can answer, in their short names. */
export const matchesBeside = (beside: SearchTerm['beside'], where: readonly Match[]): readonly Match[] =>
  where.flatMap((match) => {
    if ('anyOf' in match) return [];
    const short = (besides[beside] as Readonly<Record<string, string>>)[match.field];
    return short === undefined ? [] : [{ ...match, field: short }];
  });
