import type { Match } from '../../../shared/use-cases/ports/paging.ts';

/** DynamoDB's limit of operands for one IN. */
const maxOperands = 100;

export interface Filter {
  readonly expression: string;
  readonly names: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Matches as a filter over the map attribute `root`; a field may be a path such as `certificate.validTo`. */
export function filterOf(root: string, where: readonly Match[]): Filter | undefined {
  if (where.length === 0) return undefined;
  const names: Record<string, string> = { '#root': root };
  const values: Record<string, unknown> = {};

  const named = (field: string): string => {
    const parts = field.split('.').map((part) => {
      const name = `#field_${part.replaceAll(/\W/g, '_')}`;
      names[name] = part;
      return name;
    });
    return ['#root', ...parts].join('.');
  };
  const valued = (value: unknown): string => {
    const name = `:w${Object.keys(values).length}`;
    values[name] = value;
    return name;
  };
  const condition = (match: Match): string => {
    if ('anyOf' in match) return `(${match.anyOf.map(condition).join(' OR ')})`;
    // One of nothing matches nothing; every row has its value.
    if ('oneOf' in match && match.oneOf.length === 0) return 'attribute_not_exists(#root)';
    const field = named(match.field);
    if ('equals' in match) return `${field} = ${valued(match.equals)}`;
    if ('contains' in match) return `contains(${field}, ${valued(match.contains)})`;
    if ('lacks' in match) return `NOT contains(${field}, ${valued(match.lacks)})`;
    if ('startsWith' in match) return `begins_with(${field}, ${valued(match.startsWith)})`;
    const operands = match.oneOf.map(valued);
    const groups = Array.from({ length: Math.ceil(operands.length / maxOperands) }, (_, n) =>
      operands.slice(n * maxOperands, (n + 1) * maxOperands).join(', '),
    );
    return `(${groups.map((group) => `${field} IN (${group})`).join(' OR ')})`;
  };

  return { expression: where.map(condition).join(' AND '), names, values };
}

/** Whether a value in memory answers the same matches. */
export const satisfies = (value: unknown, where: readonly Match[]): boolean =>
  where.every((match) => answers(value, match));

function answers(value: unknown, match: Match): boolean {
  if ('anyOf' in match) return match.anyOf.some((one) => answers(value, one));
  const found = match.field
    .split('.')
    .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], value);
  if ('equals' in match) return found === match.equals;
  if ('oneOf' in match) return typeof found === 'string' && match.oneOf.includes(found);
  if ('startsWith' in match) return typeof found === 'string' && found.startsWith(match.startsWith);
  const holds = (part: string): boolean => (typeof found === 'string' || Array.isArray(found)) && found.includes(part);
  return 'lacks' in match ? !holds(match.lacks) : holds(match.contains);
}
