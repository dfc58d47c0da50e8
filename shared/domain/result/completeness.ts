import type { FieldError } from '../../base/failures.ts';
import { methods } from '../../codes/inspection.ts';
import type { ResultCode } from '../../codes/results.ts';
import { nationalResultCode } from './codes.ts';
import { exemptMeasure, type ItemFinding } from './findings.ts';
import type { InspectionResult } from './inspection-result.ts';

/** 未发现问题 and 未发现开展本次抽查涉及的经营活动 report no problem; every other code does. */
const clean: readonly ResultCode[] = ['1', '7'];
/** Methods that cite another body's conclusion (R10): 行政部门检查结果或专业意见, 司法机关生效文书. */
const citing = ['3', '7'] as const satisfies readonly (keyof typeof methods)[];

/** Whether codes report a problem, which needs a measure (R34). */
export const isProblem = (codes: readonly ResultCode[]): boolean => codes.some((code) => !clean.includes(code));

const missing = (path: string, message: string): FieldError => ({ path, message });

/** Everything a result still lacks before it can be submitted, worded for the person who enters it. */
export function missingIn(result: InspectionResult): readonly FieldError[] {
  const date = result.inspectedOn === undefined ? [missing('inspectedOn', '请填写检查日期')] : [];
  if (result.nonPerformance) return [...date, ...missingGrounds(result)];
  const findings = result.items.flatMap(({ id, name }) => {
    const finding = result.findings.find(({ itemId }) => itemId === id);
    return finding ? missingInFinding(finding, name) : [missing(`findings.${id}`, `事项“${name}”尚未填写`)];
  });
  return [...date, ...findings, ...missingOverall(result)];
}

function missingGrounds({ nonPerformance, evidence }: InspectionResult): readonly FieldError[] {
  const grounded = nonPerformance?.note !== undefined || evidence.length > 0;
  return grounded ? [] : [missing('nonPerformance.note', '未实施检查的，须说明情况或上传证据')];
}

function missingInFinding(finding: ItemFinding, name: string): readonly FieldError[] {
  const at = (field: string, message: string) =>
    missing(`findings.${finding.itemId}.${field}`, `事项“${name}”${message}`);
  if (!finding.checked) return finding.reason === undefined ? [at('reason', '未检查，须说明原因')] : [];

  const { method, codes, measures, citation, recognised } = finding;
  // What is cited was found, and is dealt with, by another department.
  if (recognised) return [];
  const problem = isProblem(codes);
  const cites = citing.find((code) => code === method);
  return [
    ...(method === undefined ? [at('method', '须填写核查方式')] : []),
    ...(codes.length === 0 ? [at('codes', '须填写检查结果')] : []),
    ...(cites && !citation ? [at('citation', `的核查方式为“${methods[cites]}”，须注明引用的文书并附证据`)] : []),
    ...(problem && finding.finding === undefined ? [at('finding', '发现问题，须写明情况')] : []),
    ...(measures.includes(exemptMeasure) && finding.exemption === undefined
      ? [at('exemption', '免予处罚，须注明免罚清单事项')]
      : []),
    ...(problem && measures.length === 0 ? [at('measures', '发现问题，须填写后续处置措施')] : []),
  ];
}

/** The overall result must include every problem found, and 未发现问题 only if something was checked and had none. */
function missingOverall({ overall, findings }: InspectionResult): readonly FieldError[] {
  if (overall.length === 0) return [missing('overall', '请填写总体检查结果')];
  if (overall.includes('1') && findings.every(({ checked }) => !checked))
    return [missing('overall', '没有检查任何事项，总体结果不能是“未发现问题”')];
  const said = new Set(overall.map(nationalResultCode));
  const found = findings.flatMap(({ codes }) => codes.filter((code) => code !== '1').map(nationalResultCode));
  const unsaid = [...new Set(found)].filter((code) => !said.has(code));
  return unsaid.length === 0 ? [] : [missing('overall', `总体结果未包含事项中的检查结果：${unsaid.join('、')}`)];
}
