import type { FieldError } from '../../base/failures.ts';
import type { ItemFinding, ResultDraft } from './findings.ts';
import type { InspectionResult } from './inspection-result.ts';

/** Whether every item was concluded by recognition: then nobody enters, and nobody has to have been there. */
export const isWhollyRecognised = ({ items, findings }: Pick<InspectionResult, 'items' | 'findings'>): boolean =>
  items.length > 0 &&
  items.every(({ id }) => findings.some(({ itemId, recognised }) => itemId === id && recognised !== undefined));

/** The findings that were taken over. */
export const recognisedFindings = ({ findings }: Pick<InspectionResult, 'findings'>): readonly ItemFinding[] =>
  findings.filter(({ recognised }) => recognised !== undefined);

/** Why a draft cannot be: what is recognised is picked by an act of its own, and typed by nobody. */
export function recognitionFaults(
  before: Pick<InspectionResult, 'findings'>,
  { findings, nonPerformance }: Pick<ResultDraft, 'findings' | 'nonPerformance'>,
): readonly FieldError[] {
  const kept = recognisedFindings(before);
  const typed = findings.flatMap(({ itemId, recognised }, index) =>
    recognised === undefined || kept.some((each) => each.itemId === itemId && each.recognised?.id === recognised.id)
      ? []
      : [{ path: `findings.${index}.recognised`, message: '互认须选取其他部门已公示的结论，不能自行填写' }],
  );
  const refused = { path: 'nonPerformance', message: '已有互认的事项，不能登记未实施检查；请先撤回互认' };
  return nonPerformance && kept.length > 0 ? [...typed, refused] : typed;
}

/** A draft with what was recognised as it is: it is given up by withdrawing the recognition, and not by typing over it. */
export function withRecognised(
  before: Pick<InspectionResult, 'findings'>,
  findings: ResultDraft['findings'],
): ResultDraft['findings'] {
  const kept = recognisedFindings(before);
  return [...findings.filter(({ itemId }) => !kept.some((each) => each.itemId === itemId)), ...kept];
}
