import type { FieldError } from '../../base/failures.ts';
import { formatChineseDate } from '../../calendar/local-date.ts';
import type { Inspector } from '../registry/registry.ts';
import type { InspectionResult } from './inspection-result.ts';

/** The registry row of a person stated as present, as of the end of the inspection day and as of now. */
export interface PresentInspector {
  readonly id: string;
  readonly thatDay: Inspector | undefined;
  readonly now: Inspector | undefined;
}

type Part = Pick<InspectionResult, 'present' | 'inspectors'>;

const fault = (at: string | number, message: string): FieldError => ({ path: `present.${at}`, message });

/** People stated as present who were not assigned, or are listed twice; each with the position in the list. */
export const presentButNotAssigned = ({ present, inspectors }: Part): readonly FieldError[] =>
  present.flatMap((id, index) => {
    if (!inspectors.includes(id)) return [fault(index, `检查人员 ${id} 不是本次检查的检查组成员`)];
    return present.indexOf(id) < index ? [fault(index, `检查人员 ${id} 重复填写`)] : [];
  });

/** R2: an inspection needs at least `least` members of the department's team on site. */
export function missingPresence(
  { present, inspectors, nonPerformance }: Part & Pick<InspectionResult, 'nonPerformance'>,
  least: number,
): readonly FieldError[] {
  const members = new Set(present.filter((id) => inspectors.includes(id)));
  if (nonPerformance || members.size >= least) return [];
  const message = `请填写实际到场的检查组成员，至少 ${least} 人（已填 ${members.size} 人）`;
  return [{ path: 'present', message }];
}

/**
 * R2 on the day itself: why a person who was present was not allowed to inspect. The state of the registry on that day
 * decides, so an inspector who retires later has inspected lawfully. Two things may become known afterwards: a
 * certificate that had been renewed in time, and, until the result is first published, a conflict of interest.
 */
export function unlawfulPresence(
  result: Pick<InspectionResult, 'department' | 'inspectedOn' | 'object' | 'findings' | 'edition'>,
  { id, thatDay, now }: PresentInspector,
): readonly FieldError[] {
  const { department, inspectedOn = '', object, findings, edition } = result;
  const say = (reason: string) => [fault(id, `检查人员 ${id}：${reason}`)];
  if (!thatDay) return say('名录中没有该人员');
  const certified = [thatDay, now].some(
    (row) => row && row.certificate.validFrom <= inspectedOn && inspectedOn <= row.certificate.validTo,
  );
  const recused = (edition === 0 ? [thatDay, now] : [thatDay]).some((row) =>
    row?.recusals.some(({ objectId }) => objectId === object.id),
  );
  const beyond = findings.filter(
    ({ itemId, checked, recognised }) => checked && !recognised && !inScope(thatDay, itemId),
  );
  return [
    ...(thatDay.department === department ? [] : say(`检查日（${formatChineseDate(inspectedOn)}）不属于本部门`)),
    ...(thatDay.status === '有效' ? [] : say(`检查日（${formatChineseDate(inspectedOn)}）已停用`)),
    ...(certified ? [] : say(`执法证件有效期不含检查日（${formatChineseDate(inspectedOn)}）`)),
    ...(recused ? say('与该检查对象有利害关系，应当回避') : []),
    ...(beyond.length === 0 ? [] : say(`事项 ${beyond.map(({ itemId }) => itemId).join('、')} 不在其执法范围`)),
  ];
}

const inScope = ({ itemScope }: Inspector, itemId: string): boolean =>
  itemScope.includes('*') || itemScope.includes(itemId);
