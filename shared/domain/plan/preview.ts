import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { departmentName } from '../../codes/departments.ts';
import type { EntryPreview } from './entry-preview.ts';

type Part = EntryPreview['departments'][number];

/** A stratum, and how many of its objects are a department's own. */
export type OwnStratum = EntryPreview['strata'][number] & { readonly own: number };

/**
 * How many of a department's own objects a draw takes: on average quota/size of each stratum, and the chance of none by
 * drawing without replacement.
 */
export function ownDrawn(strata: readonly OwnStratum[]): Part['drawn'] {
  const mean = strata.reduce((sum, { size, quota, own }) => sum + (size === 0 ? 0 : (quota * own) / size), 0);
  let none = 1;
  for (const { size, quota, own } of strata) {
    for (let taken = 0; taken < quota; taken += 1) none *= Math.max(0, size - own - taken) / (size - taken);
  }
  return { mean: Math.round(mean * 100) / 100, none: Math.round(none * 10_000) };
}

/** What would make the draw of a frame fail, worded for the planner. */
export function frameWarnings(
  size: number,
  refusal: Failure<'ratio-above-cap' | 'class-would-show'> | undefined,
): EntryPreview['warnings'] {
  return [
    ...(size === 0 ? [{ kind: 'empty-frame', message: '没有可抽取的对象' }] : []),
    ...(refusal ? [{ kind: refusal.kind, message: wordsOf(refusal).detail }] : []),
  ];
}

/** What would make its match fail or leave a duty undone. */
export function partWarnings(
  { department, size, inspectors, itemsWithoutObjects }: Part,
  facts: {
    /** Special qualifications of the items that none of the available inspectors holds. */
    readonly unheld: readonly string[];
    readonly lawfulTeam: boolean;
  },
): EntryPreview['warnings'] {
  const name = departmentName(department);
  const warn = (kind: string, message: string) => [{ kind, department, message }];
  const { available, perVisit } = inspectors;
  const short = available < perVisit;
  return [
    ...(size === 0 ? warn('empty-part', `${name}没有可检查的对象`) : []),
    ...itemsWithoutObjects.flatMap((id) => warn('item-without-objects', `事项 ${id} 没有适用的检查对象`)),
    ...(short ? warn('too-few-inspectors', `${name}可派执法人员 ${available} 人，每次检查须有 ${perVisit} 人`) : []),
    ...facts.unheld.flatMap((held) => warn('missing-qualification', `${name}没有具备“${held}”资质的可派执法人员`)),
    ...(!short && facts.unheld.length === 0 && !facts.lawfulTeam
      ? warn('no-lawful-team', `${name}无法组成同时具备全部资质的检查组`)
      : []),
  ];
}
