import type { ObjectSnapshot } from './visit.ts';

type Named = Pick<ObjectSnapshot, 'name' | 'kind' | 'creditCode'>;

/** Kinds that may carry a natural person's name unless they are registered under a credit code. */
const unlessRegistered: readonly ObjectSnapshot['kind'][] = ['个体工商户', '其他'];
/** Kinds that are about a person's doing: their names are never shown. */
const always: readonly ObjectSnapshot['kind'][] = ['无证无照户', '行为'];

/** Whether an object's name may be that of a natural person. */
export const mayNameAPerson = ({ kind, creditCode }: Named): boolean =>
  always.includes(kind) || (creditCode === undefined && unlessRegistered.includes(kind));

/** The name as the public sees it: of what may be a person the first character only, and nothing of the length. */
export function publicName(object: Named): string {
  if (!mayNameAPerson(object)) return object.name;
  const [first = ''] = object.name;
  return `${first}**`;
}
