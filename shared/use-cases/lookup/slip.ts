import { recordNames } from '../../base/record-names.ts';
import { formatChineseDate, formatChineseTime } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { departmentName } from '../../codes/departments.ts';
import { dishonestyLists } from '../../codes/dishonesty-lists.ts';
import { lookupPurposes, sanctionEffects, sanctionMeasures } from '../../codes/sanctions.ts';
import type { Lookup, LookupHit, LookupProject } from '../../domain/lookup/lookup.ts';

/** 《信用核查结果单》, line by line: what 财库〔2016〕125号 wants kept of a query, and the digest by which it is compared. */
export function slipOf(lookup: Lookup): readonly string[] {
  const { id, number, purpose, project, matter, subject, askedByName, department, at, asOf, hits, digest, keptUntil } =
    lookup;
  return [
    `信用核查结果单 ${number}`,
    `被查询主体：${subject.name ?? ''}（${subject.code}）`,
    `用途：${lookupPurposes[purpose].name}`,
    ...(project ? projectLines(project) : []),
    ...(matter ? [`事项：${recordNames[matter.kind]} ${matter.id}`] : []),
    `查询网址：${county.name}“双随机、一公开”监管系统 /lookups/${matter ? 'supervision/' : ''}${id}`,
    `查询时间：${formatChineseTime(new Date(at))}，结果截至${formatChineseDate(asOf)}`,
    `查询人：${departmentName(department)} ${askedByName}`,
    ...(hits.length === 0 ? ['查询结果：无'] : hits.map((hit) => `查询结果：${hitLine(hit)}`)),
    `保存至：${formatChineseDate(keptUntil)}`,
    `摘要：${digest}`,
    '查询人签字：',
  ];
}

const projectLines = ({ number, name, announcedOn, evaluatedOn }: LookupProject): readonly string[] => [
  `项目：${[number, name].filter(Boolean).join(' ')}`,
  ...(announcedOn === undefined ? [] : [`公告日期：${formatChineseDate(announcedOn)}`]),
  ...(evaluatedOn === undefined ? [] : [`评审日期：${formatChineseDate(evaluatedOn)}`]),
];

function hitLine({ list, number, on, department, authority, measures, effects, contested }: LookupHit): string {
  const listed = `${dishonestyLists[list].name}，${authority ?? departmentName(department)}${formatChineseDate(on)}决定列入（${number}）`;
  const mark = contested ? '，异议处理中' : '';
  if (measures.length === 0) return `${listed}${mark}；仅供参考，无启用措施`;
  const named = measures.map((code, at) => {
    const effect = effects[at];
    return `${code} ${sanctionMeasures[code].name}（${effect === undefined ? '' : sanctionEffects[effect]}）`;
  });
  return `${listed}${mark}；${named.join('、')}`;
}
