import { matchInspectorOf } from '../match/candidates.ts';
import type { Expert, Inspector } from './registry.ts';
import { type MatchedKind, matchedKinds } from './taken-kinds.ts';

/*
 * Who may be matched to a visit is decided by what the matching reads of a person in force. A change of it, in whatever
 * direction, is told apart from daily work: leaving one out of a match steers it as much as bringing one in.
 */

export const matchedWords: Readonly<Record<MatchedKind, string>> = {
  joins: '新列为有效',
  certificate: '证件有效期改变',
  scope: '可检查事项改变',
  qualifications: '专门资质改变',
  leading: '能否任组长改变',
  capacity: '任务上限改变',
  station: '所在乡镇改变',
  recusals: '回避改变',
  fields: '专家领域改变',
  term: '聘期改变',
};

/** What the matching reads otherwise of a person than before; `before` is absent for a new one. Nothing for one out of force. */
export function changesOfMatching(
  before: Inspector | Expert | undefined,
  after: Inspector | Expert,
): readonly MatchedKind[] {
  if (after.status !== '有效') return [];
  if (before?.status !== '有效') return ['joins'];
  return matchedOtherwise(before, after);
}

/** What the matching reads otherwise of two versions of a person, or would if they were in force. */
export function matchedOtherwise(one: Inspector | Expert, other: Inspector | Expert): readonly MatchedKind[] {
  const [was, is] = [factsOf(one), factsOf(other)];
  return matchedKinds.filter((kind) => JSON.stringify(was[kind]) !== JSON.stringify(is[kind]));
}

type Facts = Partial<Record<MatchedKind, unknown>>;

const factsOf = (person: Inspector | Expert): Facts =>
  'certificate' in person ? inspectorFacts(person) : expertFacts(person);

function inspectorFacts(inspector: Inspector): Facts {
  const { certificate, itemScope, qualifications, mayLead, capacity, station, ...rest } = matchInspectorOf(inspector);
  const { id: _, department: __, active: ___, ...unnamed } = rest;
  // Whatever else the matching comes to read does not compile here.
  unnamed satisfies Record<string, never>;
  return {
    certificate,
    scope: itemScope.toSorted(),
    qualifications: qualifications.toSorted(),
    leading: mayLead,
    capacity,
    station,
    recusals: objectsOf(inspector.recusals),
  };
}

const expertFacts = ({ fields, validTo, recusals = [] }: Expert): Facts => ({
  fields: fields.toSorted(),
  term: validTo,
  recusals: objectsOf(recusals),
});

/** Grounds are not matched by. */
const objectsOf = (recusals: Inspector['recusals']): readonly string[] =>
  [...new Set(recusals.map(({ objectId }) => objectId))].sort();
