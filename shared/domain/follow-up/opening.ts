import type { Failure } from '../../base/failures.ts';
import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { county } from '../../codes/county.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { type FollowUpKind, followUpRule, kindOfMeasure } from '../../codes/follow-ups.ts';
import { isProblem } from '../result/completeness.ts';
import type { InspectionResult } from '../result/inspection-result.ts';
import type { VisitItem } from '../visit/visit.ts';
import type { FollowUp } from './follow-up.ts';

/** Who is competent for the object or item of a result, and why (R35): whoever supervises, keeps the item, or has the duty. */
export interface Competent {
  readonly department: DepartmentCode;
  readonly basis: string;
}

export const ownBasis = '本部门检查发现';
const anyBasis = '由检查部门确定';

/** What a result says is to be done: one for each kind and receiver, with its items. */
export interface Wanted {
  readonly kind: FollowUpKind;
  readonly receiver: DepartmentCode;
  readonly basis: string;
  readonly items: readonly Pick<VisitItem, 'id' | 'name'>[];
}

/** Of each kind, who may receive it of this result. */
export function receiversOf(
  kind: FollowUpKind,
  own: DepartmentCode,
  competent: readonly Competent[],
): readonly Competent[] {
  const self = { department: own, basis: ownBasis };
  switch (followUpRule(kind).receiver) {
    case 'own':
      return [self];
    case 'market':
      return [{ department: county.registrarDepartment, basis: '企业信息公示暂行条例第十七条' }];
    case 'own-or-competent':
      return [self, ...competent];
    case 'any':
      return departmentCodes.map((department) => ({ department, basis: anyBasis }));
    case 'competent':
      return competent;
  }
}

/**
 * R34: every problem has a measure; R35: whoever is named to receive one is competent. A kind for which nobody is named
 * goes to the one whose it is: the own department's, else the first other that is competent, else to the own. An item for
 * which one of the `standing` follow-ups was sent stays where that was sent, unless another is named.
 */
export function wantedOf(
  { findings, items, department }: Pick<InspectionResult, 'findings' | 'items' | 'department'>,
  competent: readonly Competent[],
  standing: readonly Pick<FollowUp, 'kind' | 'askedAs' | 'addressed' | 'basis' | 'items'>[] = [],
): Result<readonly Wanted[], Failure<'follow-up-missing' | 'receiver-not-competent'>> {
  // What was taken over is followed up by the department that found it.
  const found = findings.filter(({ recognised }) => recognised === undefined);
  const unanswered = found.filter(({ codes, measures }) => isProblem(codes) && !measures.some(kindOfMeasure));
  const nameOf = (itemId: string) => items.find(({ id }) => id === itemId)?.name ?? itemId;
  if (unanswered.length > 0)
    return err({ kind: 'follow-up-missing', items: unanswered.map(({ itemId }) => nameOf(itemId)) });

  const wanted = new Map<string, Wanted & { items: Wanted['items'][number][] }>();
  for (const { itemId, measures, receivers = [] } of found) {
    for (const measure of measures) {
      const kind = kindOfMeasure(measure);
      if (!kind) continue;
      const able = receiversOf(kind, department, competent);
      const named = receivers.find((each) => each.measure === measure)?.department;
      const sent = standing.find(
        (each) =>
          askedKind(each) === kind &&
          each.items.some(({ id }) => id === itemId) &&
          (named === undefined || named === each.addressed),
      );
      const receiver = sent?.addressed ?? named;
      const chosen =
        receiver === undefined
          ? ownReceiver(kind, department, able)
          : (able.find((each) => each.department === receiver) ??
            (sent && { department: sent.addressed, basis: sent.basis }));
      if (!chosen) return err({ kind: 'receiver-not-competent', competent: able.map((each) => each.department) });
      const key = `${kind} ${chosen.department}`;
      const known = wanted.get(key);
      const item = { id: itemId, name: nameOf(itemId) };
      if (known) known.items.push(item);
      else wanted.set(key, { kind, receiver: chosen.department, basis: chosen.basis, items: [item] });
    }
  }
  return ok([...wanted.values()]);
}

/** Whether findings ask for what a follow-up is about, for any of its items. */
export const asksFor = (
  findings: InspectionResult['findings'],
  { items, ...followUp }: Pick<FollowUp, 'kind' | 'askedAs' | 'items'>,
): boolean =>
  findings.some(
    ({ itemId, measures }) =>
      items.some(({ id }) => id === itemId) &&
      measures.some((measure) => kindOfMeasure(measure) === askedKind(followUp)),
  );

/** The kind that the result asks for: of what came of another follow-up, that one's. */
export const askedKind = ({ kind, askedAs = kind }: Pick<FollowUp, 'kind' | 'askedAs'>): FollowUpKind => askedAs;

/** Who receives a follow-up of a kind: who is named, if able, or whose it is. */
export const receiverFor = (
  kind: FollowUpKind,
  own: DepartmentCode,
  able: readonly Competent[],
  named: DepartmentCode | undefined,
): Competent | undefined =>
  named === undefined ? ownReceiver(kind, own, able) : able.find(({ department }) => department === named);

/** Who receives what names nobody. What is handed over goes to another if another is competent. */
function ownReceiver(kind: FollowUpKind, own: DepartmentCode, able: readonly Competent[]): Competent {
  const other = able.find(({ department }) => department !== own);
  const self = { department: own, basis: ownBasis };
  const handedOver = kind === 'refer' || kind === 'copy' || kind === 'list-abnormal';
  if (handedOver) return other ?? able[0] ?? self;
  return able.find(({ department }) => department === own) ?? able[0] ?? self;
}
