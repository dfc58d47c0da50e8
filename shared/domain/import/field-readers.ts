import type { DepartmentCode } from '../../base/primitives.ts';
import { err, ok } from '../../base/result.ts';
import { countyName, departmentCodes, departmentName } from '../../codes/departments.ts';
import { itemLevels, methodCodes, methods } from '../../codes/inspection.ts';
import {
  inspectorLevels,
  objectKinds,
  objectStatuses,
  recusalGrounds,
  registryStatuses,
} from '../../codes/registry.ts';
import { townshipCodes, townships } from '../../codes/townships.ts';
import type { RegistryKind } from '../registry/registry.ts';
import {
  asBasisPoints,
  asCode,
  asCreditCode,
  asDate,
  asUpperCode,
  halfWidth,
  oneOf,
  type ReadValue,
} from './values.ts';

/** Every code under its own name, plus what `also` adds. */
const coded = <Code extends string>(codes: readonly Code[], also: (code: Code) => readonly string[] = () => []) =>
  oneOf(codes.flatMap((code) => [code, ...also(code)].map((name) => [name, code] as const)));

const inCounty = (name: string) => [name, countyName + name];

const asDepartment = coded(departmentCodes, (code) => inCounty(departmentName(code)));
const asTownship = coded(townshipCodes, (code) => inCounty(townships[code]));
const asMethod = coded(methodCodes, (code) => [methods[code]]);
const asCreditClass = coded(['A', 'B', 'C', 'D'], (code) => [`${code}类`, `${code}级`]);
const asObjectKind = coded(objectKinds);
const asStatus = coded(registryStatuses);
const asItemKind = oneOf([
  ['一般', 'general'],
  ['一般检查事项', 'general'],
  ['重点', 'key'],
  ['重点检查事项', 'key'],
]);

const asYesNo: ReadValue = (text) => (text === '是' || text === '否' ? ok(text === '是') : err('应填"是"或"否"'));

const asCount: ReadValue = (text) =>
  /^\d{1,5}$/.test(halfWidth(text)) ? ok(Number(halfWidth(text))) : err('应为正整数');

/** `代码:原因`, with a half- or full-width colon. */
const asRecusal: ReadValue = (text) => {
  const [id = '', ground = ''] = text.split(/[:：]/, 2).map((part) => part.trim());
  const known = recusalGrounds.find((one) => one === ground);
  return known ? ok({ objectId: halfWidth(id), ground: known }) : err('看不懂');
};

const asScope: ReadValue = (text) => ok(text === '全部' ? '*' : halfWidth(text));

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
    'applies.industries': asUpperCode,
    'applies.creditClasses': asCreditClass,
    status: asStatus,
  },
  object: {
    creditCode: asCreditCode,
    id: asCode,
    kind: asObjectKind,
    supervisors: asDepartment,
    township: asTownship,
    industry: asUpperCode,
    creditClass: asCreditClass,
    status: coded(objectStatuses),
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

type Draft = Readonly<Record<string, unknown>>;

/** What a file does not say: the maintaining department and the values an empty cell stands for. */
export const completeRow: Record<RegistryKind, (draft: Draft, department: DepartmentCode) => Draft> = {
  item: (draft, department) => ({ status: '有效', applies: {}, tags: [], ...draft, department }),
  object: (draft, department) => ({
    supervisors: [department],
    tags: [],
    ...draft,
    ...(draft['creditCode'] === undefined ? {} : { id: draft['creditCode'] }),
    department,
  }),
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
