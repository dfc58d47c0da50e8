import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentName } from '../../codes/departments.ts';
import type { Bottleneck, TightPlaces } from '../../draw/match-bottleneck.ts';
import type { Exclusion } from '../../draw/match-input.ts';

const inspectorWords: Readonly<Record<Exclusion, string>> = {
  inactive: '已停用',
  certificate: '执法证件有效期不覆盖检查期',
  scope: '检查事项不在其执法范围',
  recusal: '应当回避',
  township: '属地交叉检查回避',
  qualification: '不具备所需资格',
  leader: '不能担任组长',
  capacity: '任务已满',
};

/** Why an inspector cannot serve, in the words of officials. */
export const exclusionWord = (constraint: Exclusion, of: Bottleneck['constraint']): string =>
  of === 'expert' && constraint === 'certificate' ? '聘期不覆盖检查期' : inspectorWords[constraint];

/**
 * A bottleneck as the public record words it: for each shortage what the visits need, who is available and how often,
 * and what is missing (人次), then how many people each constraint excludes. Counts only, no names.
 */
export function bottleneckWords(department: DepartmentCode, perDepartment: number, bottleneck: Bottleneck): string {
  const { constraint, excluded, proven } = bottleneck;
  const kept = [...Map.groupBy(excluded, (each) => each.constraint)].map(
    ([why, rows]) => `${exclusionWord(why, constraint)}${new Set(rows.map(({ inspector }) => inspector)).size} 人`,
  );
  return [
    `${departmentName(department)}：${shortages(bottleneck, perDepartment).join('；')}`,
    ...(kept.length > 0 ? [`不能参加的：${kept.join('，')}`] : []),
    ...(proven ? [] : ['在限定的计算量内未能排出，请核对人员后重新建立批次']),
  ].join('；');
}

function shortages(bottleneck: Bottleneck, perDepartment: number): readonly string[] {
  const { constraint, visits, needed, missing, qualifications, leader, serving, tight } = bottleneck;
  const each = { visits: visits.length, places: visits.length };
  if (constraint === 'expert')
    return qualifications.map((field) => arithmetic(`${field}专家`, each, equally(0, visits.length)));
  if (constraint === 'capacity') {
    return tight
      ? [arithmetic(labelOf(tight), { visits: visits.length, places: tight.places }, availableOf(tight))]
      : [`执法人员：${visits.length}户需要${needed}人次，排不下${missing}人次`];
  }
  const lacking = [
    ...(serving.length < perDepartment
      ? [arithmetic('执法人员', { visits: visits.length, places: needed }, equally(serving.length, visits.length))]
      : []),
    ...qualifications.map((name) => arithmetic(`${name}资质`, each, equally(0, visits.length))),
    ...(leader ? [arithmetic('组长人选', each, equally(0, visits.length))] : []),
  ];
  return lacking.length > 0
    ? lacking
    : [
        `组队要求：${visits.length}户中每户的${perDepartment}人须合起来具备各项要求，可用${serving.length}人中没有这样的组合`,
      ];
}

interface Available {
  readonly people: string;
  readonly times: number;
}

/** `特种设备资质：12户需要24人次，可用3人×6户=18人次，缺6人次`. */
const arithmetic = (
  what: string,
  { visits, places }: { readonly visits: number; readonly places: number },
  { people, times }: Available,
): string => `${what}：${visits}户需要${places}人次，可用${people}${times}人次，缺${places - times}人次`;

const equally = (people: number, visits: number): Available => ({
  people: `${people}人×${visits}户=`,
  times: people * visits,
});

function availableOf({ capacities }: TightPlaces): Available {
  const [first = 0] = capacities;
  if (capacities.every((each) => each === first)) return equally(capacities.length, first);
  return { people: `${capacities.length}人共`, times: capacities.reduce((sum, each) => sum + each, 0) };
}

const labelOf = ({ requirement }: TightPlaces): string => {
  if (!requirement) return '执法人员';
  return requirement.constraint === 'leader' ? '组长人选' : `${requirement.name}资质`;
};
