import type { FieldError } from '../../base/failures.ts';
import { exemptionItem } from '../../codes/county.ts';
import { checkResultCodes } from './codes.ts';
import { exemptMeasure, type ItemFinding, type ResultDraft } from './findings.ts';
import type { InspectionResult } from './inspection-result.ts';
import { presentButNotAssigned } from './presence.ts';

/** The first and last possible day of the inspection. */
export interface InspectionDays {
  readonly earliest: string;
  readonly today: string;
}

const fault = (path: string, message: string): FieldError => ({ path, message });

/** Contradictions within the draft or with the assignment, which no draft may have; missing parts are no fault yet. */
export function draftFaults(
  result: Pick<InspectionResult, 'items' | 'evidence' | 'inspectors'>,
  draft: ResultDraft,
  days: InspectionDays,
): readonly FieldError[] {
  const overall = draft.overall.length > 0 ? codeFaults('overall', draft.overall) : [];
  const findings = draft.findings.flatMap((finding, index) => findingFaults(result, draft.findings, finding, index));
  const strangers = presentButNotAssigned({ present: draft.present, inspectors: result.inspectors });
  return [...dayFaults(draft.inspectedOn, days), ...strangers, ...nonPerformanceFaults(draft), ...findings, ...overall];
}

function dayFaults(inspectedOn: string | undefined, { earliest, today }: InspectionDays): readonly FieldError[] {
  if (inspectedOn === undefined) return [];
  if (inspectedOn > today) return [fault('inspectedOn', '检查日期不能晚于今天')];
  if (inspectedOn < earliest)
    return [fault('inspectedOn', `检查日期不能早于任务派发日和检查期限起始日（${earliest}）`)];
  return [];
}

function nonPerformanceFaults({ nonPerformance, findings, overall }: ResultDraft): readonly FieldError[] {
  if (!nonPerformance) return [];
  return [
    ...(findings.length > 0 ? [fault('findings', '登记未实施检查的，不得再填写检查事项')] : []),
    ...(overall.length > 0 ? [fault('overall', '登记未实施检查的，不得再填写检查结果')] : []),
  ];
}

function findingFaults(
  { items, evidence }: Pick<InspectionResult, 'items' | 'evidence'>,
  findings: readonly ItemFinding[],
  finding: ItemFinding,
  index: number,
): readonly FieldError[] {
  const at = (field: string) => `findings.${index}.${field}`;
  const { itemId, checked, codes, measures } = finding;
  const faults: FieldError[] = [];
  if (!items.some(({ id }) => id === itemId)) faults.push(fault(at('itemId'), `事项 ${itemId} 不在本次检查之列`));
  if (findings.findIndex((other) => other.itemId === itemId) < index)
    faults.push(fault(at('itemId'), `事项 ${itemId} 重复填写`));
  if (!checked && (codes.length > 0 || finding.method !== undefined))
    faults.push(fault(at('checked'), '未检查的事项不能填写检查结果和核查方式'));
  if (codes.length > 0) faults.push(...codeFaults(at('codes'), codes));
  if (measures.length > 1 && measures.includes('无需后续处置'))
    faults.push(fault(at('measures'), '“无需后续处置”不能与其他措施同时选择'));
  if (new Set(measures).size < measures.length) faults.push(fault(at('measures'), '后续处置措施重复'));
  if (finding.exemption !== undefined && !measures.includes(exemptMeasure))
    faults.push(fault(at('exemption'), '只有“轻微免罚（首违不罚）”可以注明免罚清单事项'));
  if (finding.exemption !== undefined && !exemptionItem(finding.exemption))
    faults.push(fault(at('exemption'), `免罚清单没有事项 ${finding.exemption}`));
  const unsaid = (finding.receivers ?? []).filter(({ measure }) => !measures.includes(measure));
  if (unsaid.length > 0) faults.push(fault(at('receivers'), '指定接收部门的措施不在所选措施之中'));
  const known = new Set(evidence.map(({ id }) => id));
  for (const id of [...finding.evidence, ...(finding.citation?.evidence ?? [])])
    if (!known.has(id)) faults.push(fault(at('evidence'), `没有证据 ${id}，请先上传并确认`));
  return faults;
}

function codeFaults(path: string, codes: readonly string[]): readonly FieldError[] {
  const checked = checkResultCodes(codes);
  return checked.ok ? [] : [fault(path, checked.error.message)];
}

/** A draft with its codes sorted into the national order. */
export function inNationalOrder(draft: ResultDraft): ResultDraft {
  return {
    ...draft,
    findings: draft.findings.map((finding) => ({ ...finding, codes: [...ordered(finding.codes)] })),
    overall: ordered(draft.overall),
  };
}

const ordered = (codes: ResultDraft['overall']): ResultDraft['overall'] => {
  const checked = checkResultCodes(codes);
  return checked.ok ? checked.value : codes;
};
