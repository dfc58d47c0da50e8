import type { Bottleneck } from './match-bottleneck.ts';
import type { Exclusion, MatchExpert, MatchInput } from './match-input.ts';
import { visitsInOrder } from './match-order.ts';
import { compare, compareUtf8 } from './text.ts';
import { teamTicket } from './tickets.ts';

/** The experts who accompany one department's team. */
export interface Assistance {
  readonly objectId: string;
  readonly department: string;
  /** Expert ids in the order of their team tickets. */
  readonly experts: readonly string[];
  /** Fields for which no expert is available; sorted. */
  readonly lacking: readonly string[];
}

/** Visits so far per expert id, and the experts to skip. */
interface Choice {
  readonly loads: ReadonlyMap<string, number>;
  readonly without?: ReadonlySet<string>;
}

/**
 * Experts for every visit in order, within it departments by code. For each field that the department's items
 * require, in the order of its bytes, unless an expert already drawn covers it: of the department's experts of that
 * field, appointed throughout the window and not recused, the one with the fewest visits so far, then the smaller team
 * ticket.
 */
export function drawExperts(input: MatchInput): readonly Assistance[] {
  const loads = new Map<string, number>();
  return visitsInOrder(input, input.visits).flatMap(({ objectId, checks }) =>
    checks
      .toSorted((a, b) => compareUtf8(a.department, b.department))
      .map(({ department, items }) => {
        const drawn = expertsFor(input, objectId, { department, items }, { loads });
        for (const id of drawn.experts) loads.set(id, (loads.get(id) ?? 0) + 1);
        return drawn;
      }),
  );
}

/** The experts for one department's checks at one object. */
export function expertsFor(
  input: MatchInput,
  objectId: string,
  { department, items }: { readonly department: string; readonly items: readonly string[] },
  { loads, without }: Choice,
): Assistance {
  const chosen: MatchExpert[] = [];
  const lacking: string[] = [];
  for (const field of fieldsOf(input, items)) {
    if (chosen.some(({ fields }) => fields.includes(field))) continue;
    const [first] = (input.experts ?? [])
      .filter((one) => one.department === department && one.fields.includes(field) && !without?.has(one.id))
      .filter((one) => reasonsAgainst(input, one, objectId).length === 0)
      .map((one) => ({ one, load: loads.get(one.id) ?? 0, ticket: teamTicket(input.seed, objectId, one.id) }))
      .sort((a, b) => a.load - b.load || compare(a.ticket, b.ticket));
    if (first) chosen.push(first.one);
    else lacking.push(field);
  }
  const experts = chosen
    .map(({ id }) => ({ id, ticket: teamTicket(input.seed, objectId, id) }))
    .sort((a, b) => compare(a.ticket, b.ticket))
    .map(({ id }) => id);
  return { objectId, department, experts, lacking };
}

/** Visits whose required expert is not available: a bottleneck per department and field. */
export function expertBottlenecks(input: MatchInput, drawn: readonly Assistance[]): readonly Bottleneck[] {
  const required = new Set(input.items.flatMap(({ id, expertRequired }) => (expertRequired ? [id] : [])));
  const itemsAt = new Map(input.visits.map(({ objectId, checks }) => [objectId, checks]));
  const missing = drawn.flatMap(({ objectId, department, lacking }) => {
    const items = itemsAt.get(objectId)?.find((check) => check.department === department)?.items ?? [];
    const fields = fieldsOf(
      input,
      items.filter((item) => required.has(item)),
    );
    return lacking.filter((field) => fields.includes(field)).map((field) => ({ objectId, department, field }));
  });
  return [...Map.groupBy(missing, ({ department, field }) => `${department} ${field}`)]
    .sort(([a], [b]) => compareUtf8(a, b))
    .flatMap(([, own]) => (own[0] ? [bottleneckOf(input, own[0], own)] : []));
}

function bottleneckOf(
  input: MatchInput,
  { department, field }: { readonly department: string; readonly field: string },
  own: readonly { readonly objectId: string }[],
): Bottleneck {
  const counts = new Map<string, Bottleneck['excluded'][number]>();
  for (const expert of input.experts ?? []) {
    if (expert.department !== department || !expert.fields.includes(field)) continue;
    for (const { objectId } of own) {
      for (const constraint of reasonsAgainst(input, expert, objectId)) {
        const key = `${expert.id} ${constraint}`;
        counts.set(key, { inspector: expert.id, constraint, visits: (counts.get(key)?.visits ?? 0) + 1 });
      }
    }
  }
  return {
    department,
    constraint: 'expert',
    visits: own.map(({ objectId }) => objectId),
    needed: own.length,
    missing: 1,
    qualifications: [field],
    serving: [],
    excluded: [...counts.values()].sort((a, b) => compareUtf8(a.inspector, b.inspector)),
    proven: true,
  };
}

const fieldsOf = ({ items }: MatchInput, ids: readonly string[]): readonly string[] =>
  [
    ...new Set(items.flatMap(({ id, expertise }) => (expertise !== undefined && ids.includes(id) ? [expertise] : []))),
  ].sort(compareUtf8);

const reasonsAgainst = ({ window }: MatchInput, expert: MatchExpert, objectId: string): readonly Exclusion[] => [
  ...(expert.active ? [] : (['inactive'] as const)),
  ...(expert.validTo !== undefined && expert.validTo < window.to ? (['certificate'] as const) : []),
  ...(expert.recusedFrom?.includes(objectId) ? (['recusal'] as const) : []),
];
