import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok } from '../../base/result.ts';
import { tidyCode } from '../../base/typed-text.ts';
import { county } from '../../codes/county.ts';
import { directCodes, directLists } from '../../codes/credit-classes.ts';
import { departmentCodes, departmentName } from '../../codes/departments.ts';
import { itemLevels, methodCodes, methods } from '../../codes/inspection.ts';
import {
  departmentWords,
  methodWords,
  objectKindWords,
  objectStatusWords,
  recusalGroundWords,
  registryStatusWords,
} from '../../codes/other-words.ts';
import {
  inspectorLevels,
  objectKinds,
  objectStatuses,
  recusalGrounds,
  registryStatuses,
} from '../../codes/registry.ts';
import { townshipCodes, townships } from '../../codes/townships.ts';
import { isCreditCode, tidyObjectId } from '../registry/credit-code.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import {
  asBasisPoints,
  asCode,
  asCreditCode,
  asDate,
  asIndustry,
  asObjectId,
  oneOf,
  type ReadValue,
} from './values.ts';

type Names<Code extends string> = (code: Code) => readonly string[];

/** Every code under its own name, plus what `also` adds. */
const namesOf = <Code extends string>(codes: readonly Code[], also: Names<Code> = () => []) =>
  codes.flatMap((code) => [code, ...also(code)].map((name) => [name, code] as const));

const coded = <Code extends string>(codes: readonly Code[], also?: Names<Code>) => oneOf(namesOf(codes, also));

const wordsOf =
  <Code extends string>(words: { readonly [C in Code]?: readonly string[] }): Names<Code> =>
  (code) =>
    words[code] ?? [];

/** `某省某市某县城关镇人民政府` and `某县市场监督管理局` name the county and the office besides what is meant. */
const beforeName = new RegExp(`^(?:\\p{Script=Han}+省)?(?:\\p{Script=Han}+市)?(?:国家税务总局)?${county.name}`, 'u');
const withoutCounty = (name: string): string => name.replace(beforeName, '');
const withoutOffice = (name: string): string => withoutCounty(name).replace(/(?:人民政府|政府|办事处)$/, '');

const asDepartment = oneOf(
  namesOf(departmentCodes, (code) => [departmentName(code), ...wordsOf(departmentWords)(code)]),
  withoutCounty,
);
/** Statistics write a township with three more zeros; an office is often named without the word for what it is. */
const asTownship = oneOf(
  namesOf(townshipCodes, (code) => [townships[code], `${code}000`, townships[code].replace(/(?:街道|镇|乡)$/, '')]),
  withoutOffice,
);
const asMethod = coded(methodCodes, (code) => [methods[code], ...wordsOf(methodWords)(code)]);
const asCreditClass = coded(['A', 'B', 'C', 'D'], (code) => [`${code}类`, `${code}级`]);
const asObjectKind = coded(objectKinds, wordsOf(objectKindWords));
const asStatus = coded(registryStatuses, wordsOf(registryStatusWords));
const asItemKind = oneOf([
  ['一般', 'general'],
  ['一般检查事项', 'general'],
  ['一般事项', 'general'],
  ['重点', 'key'],
  ['重点检查事项', 'key'],
  ['重点事项', 'key'],
]);
const asGround = coded(recusalGrounds, wordsOf(recusalGroundWords));

const yes = new Set(['是', '√', '✓', '有', 'Y', 'YES', 'TRUE']);
const no = new Set(['否', '×', '✗', '无', 'N', 'NO', 'FALSE']);
export const asYesNo: ReadValue = (text) => {
  const answer = tidyCode(text).toUpperCase();
  return yes.has(answer) || no.has(answer) ? ok(yes.has(answer)) : err('应填"是"或"否"');
};

const asScore: ReadValue = (text) => {
  const digits = tidyCode(text);
  return /^\d{1,4}$/.test(digits) && Number(digits) <= 1000 ? ok(Number(digits)) : err('应为0至1000的整数');
};

const asCount: ReadValue = (text) =>
  /^\d{1,5}$/.test(tidyCode(text)) ? ok(Number(tidyCode(text))) : err('应为正整数');

/** `代码:原因`, with a half- or full-width colon. */
const asRecusal: ReadValue = (text, dates) => {
  const [id = '', ground = ''] = text.split(/[:：]/, 2).map((part) => part.trim());
  const known = asGround(ground, dates);
  return known.ok && id !== '' ? ok({ objectId: tidyObjectId(id), ground: known.value }) : err('看不懂');
};

const asScope: ReadValue = (text) => ok(text === '全部' ? '*' : tidyCode(text));

/** How each column's text becomes a value; a `many` column's reader takes one part. A column not named here is text. */
export const fieldReaders: Record<RegistryKind, Readonly<Record<string, ReadValue>>> = {
  item: {
    id: asCode,
    kind: asItemKind,
    level: coded(itemLevels, (level) => [`${level}级`]),
    methods: asMethod,
    expertRequired: asYesNo,
    'ratioCap.ratio': asBasisPoints,
    'applies.kinds': asObjectKind,
    'applies.townships': asTownship,
    'applies.industries': asIndustry,
    'applies.creditClasses': asCreditClass,
    status: asStatus,
  },
  object: {
    creditCode: asCreditCode,
    id: asObjectId,
    kind: asObjectKind,
    supervisors: asDepartment,
    township: asTownship,
    industry: asIndustry,
    creditClass: asCreditClass,
    status: coded(objectStatuses, wordsOf(objectStatusWords)),
    registeredOn: asDate,
  },
  inspector: {
    id: asCode,
    'certificate.validFrom': asDate,
    'certificate.validTo': asDate,
    level: coded(inspectorLevels, (level) => [`${level}级`]),
    township: asTownship,
    mayLead: asYesNo,
    capacity: asCount,
    itemScope: asScope,
    recusals: asRecusal,
    status: asStatus,
  },
  expert: { id: asCode, validTo: asDate, recusals: asRecusal, status: asStatus },
};

/** The same of a file of classes. */
export const classReaders: Readonly<Record<string, ReadValue>> = {
  creditCode: asCreditCode,
  id: asObjectId,
  creditClass: asCreditClass,
  score: asScore,
  direct: coded(directCodes, (code) => [directLists[code]]),
};

type Draft = Readonly<Record<string, unknown>>;

/** What a file does not say: the maintaining department and the values an empty cell stands for. */
export const completeRow: Record<RegistryKind, (draft: Draft, department: DepartmentCode) => Draft> = {
  item: (draft, department) => ({ status: '有效', applies: {}, tags: [], ...draft, department }),
  object: (draft, department) => {
    const { creditCode, id } = draft;
    // A credit code in the column for other numbers is one all the same.
    const code = creditCode ?? (typeof id === 'string' && isCreditCode(id) ? id : undefined);
    return {
      supervisors: [department],
      tags: [],
      ...draft,
      ...(code === undefined ? {} : { id: code, creditCode: code }),
      department,
    };
  },
  inspector: (draft, department) => ({
    qualifications: [],
    expertise: [],
    recusals: [],
    tags: [],
    ...draft,
    department,
  }),
  expert: (draft, department) => ({ tags: [], ...draft, department }),
};
