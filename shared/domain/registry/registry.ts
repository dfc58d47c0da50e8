import * as z from 'zod';
import { looksLikeIdentityNumber } from '../../base/identity-number.ts';
import {
  BasisPoints,
  CreditClass,
  DepartmentCode,
  FieldName,
  LineText,
  LocalDate,
  LongText,
  Phone,
  PlainId,
  ShortText,
  Tag,
  Word,
} from '../../base/primitives.ts';
import { tidyCertificate } from '../../base/typed-text.ts';
import { industryName, isIndustryCode } from '../../codes/industries.ts';
import { itemLevels, methodCodes } from '../../codes/inspection.ts';
import {
  inspectorLevels,
  objectKinds,
  objectStatuses,
  recusalGrounds,
  registryStatuses,
  tagLimit,
} from '../../codes/registry.ts';
import { townshipCodes } from '../../codes/townships.ts';
import { ClassBy } from './class-by.ts';
import { tidyIndustry } from './industry.ts';
import type { RegistryKind } from './kinds.ts';
import { CreditCode, ObjectId } from './object-id.ts';
import { mostFormerIds } from './object-links.ts';

/** A list in which a value stands once, however often it was given. */
const setOf = <S extends z.ZodType>(value: S, min = 0, max?: number) => {
  const list = z
    .array(value)
    .overwrite((values) => [...new Map(values.map((one) => [JSON.stringify(one), one])).values()]);
  return (max === undefined ? list : list.max(max)).min(min);
};

const tags = setOf(Tag, 0, tagLimit).readonly();

/** Why the row was taken out of use. */
const statusReason = LineText.optional();

const industryPattern = { error: '行业代码应为一个字母加2至4位数字，如 H6210', abort: true };

/** Which objects something applies to; every list means "any of", an absent list "no restriction". */
export const ObjectFilter = z.strictObject({
  kinds: setOf(z.enum(objectKinds), 1).optional(),
  townships: setOf(z.enum(townshipCodes), 1).optional(),
  industries: setOf(
    z
      .string()
      .overwrite(tidyIndustry)
      .regex(/^[A-T]\d{0,4}$/),
    1,
  ).optional(),
  creditClasses: setOf(CreditClass, 1).optional(),
  tags: setOf(Tag, 1).optional(),
});
export type ObjectFilter = z.infer<typeof ObjectFilter>;

/** 抽查事项: what may be checked. R1: a general item has a ratio cap and the document that sets it. */
export const InspectionItem = z
  .strictObject({
    id: PlainId,
    name: LineText,
    department: DepartmentCode,
    category: ShortText,
    kind: z.enum(['key', 'general']),
    level: z.enum(itemLevels),
    basis: LongText,
    subject: LineText,
    objects: LineText,
    content: LongText,
    methods: setOf(z.enum(methodCodes), 1),
    ratioCap: z.strictObject({ ratio: BasisPoints, document: LineText }).optional(),
    frequency: ShortText,
    /** A special qualification that at least one member of the team must hold. */
    qualification: Word.optional(),
    /** A field of expertise: an expert of it accompanies the team. */
    expertise: Word.optional(),
    /** Whether the inspection requires that expert; otherwise the visit only records that none was available. */
    expertRequired: z.boolean().optional(),
    /** The field of the joint item list (联合抽查事项清单) to which this item belongs, e.g. 餐饮服务. */
    jointField: FieldName.optional(),
    applies: ObjectFilter,
    status: z.enum(registryStatuses),
    statusReason,
    tags,
  })
  .refine(({ applies }) => (applies.industries ?? []).every((code) => industryName(code) !== undefined), {
    path: ['applies', 'industries'],
    message: '没有这个行业代码（GB/T 4754—2017）',
  })
  .refine((item) => item.kind === 'key' || item.ratioCap !== undefined, {
    path: ['ratioCap'],
    message: '一般检查事项必须注明抽查比例上限及其文件依据',
  })
  .refine((item) => item.expertise !== undefined || item.expertRequired !== true, {
    path: ['expertise'],
    message: '专家必须到场的事项应注明所需专家领域',
  })
  .refine((item) => item.kind === 'general' || item.ratioCap === undefined, {
    path: ['ratioCap'],
    message: '重点检查事项不设抽查比例上限',
  });
export type InspectionItem = z.infer<typeof InspectionItem>;

/** What one department has of an object beside what all departments share: its own number, contact, note and labels. */
export const Supervision = z.strictObject({
  department: DepartmentCode,
  /** The number the object has in the department's own lists, e.g. of a licence. */
  number: ShortText.optional(),
  contact: ShortText.optional(),
  phone: Phone.optional(),
  note: LineText.optional(),
  tags,
});
export type Supervision = z.infer<typeof Supervision>;

/** What all departments share of an object; one of them keeps it. */
const sharedFields = {
  id: ObjectId,
  creditCode: CreditCode.optional(),
  name: LineText,
  kind: z.enum(objectKinds),
  /** The department that keeps what is shared. */
  department: DepartmentCode,
  /** The departments with a duty to supervise it; includes `department`. */
  supervisors: setOf(DepartmentCode, 1).readonly(),
  township: z.enum(townshipCodes),
  address: LineText,
  industry: z
    .string()
    .overwrite(tidyIndustry)
    .regex(/^[A-T]\d{2,4}$/, industryPattern)
    .refine(isIndustryCode, { message: '没有这个行业代码（GB/T 4754—2017）' }),
  creditClass: CreditClass,
  status: z.enum(objectStatuses),
  statusReason,
  registeredOn: LocalDate.optional(),
  representative: ShortText.optional(),
  phone: Phone.optional(),
  /** Labels that hold for every department; each has its own besides. */
  tags,
} as const;

interface SharedFields {
  readonly id: string;
  readonly creditCode?: string | undefined;
  readonly department: DepartmentCode;
  readonly supervisors: readonly DepartmentCode[];
}

const lawful = <S extends z.ZodType<SharedFields>>(schema: S): S =>
  schema
    .refine((object) => object.creditCode === undefined || object.creditCode === object.id, {
      path: ['id'],
      message: '有统一社会信用代码的检查对象，编号即其代码',
    })
    .refine((object) => object.creditCode !== undefined || !looksLikeIdentityNumber(object.id), {
      path: ['id'],
      message: '编号会随抽取记录公开，不得使用身份证号码，请改用本部门编号',
    })
    .refine((object) => object.supervisors.includes(object.department), {
      path: ['supervisors'],
      message: '监管部门应包含维护部门',
    });

/** What the keeper of an object writes. */
export const ObjectCore = lawful(z.strictObject(sharedFields));

/**
 * 检查对象. `id` is the credit code if there is one, else a number of the department that entered it. A supervisor without
 * a supervision of its own was named by the keeper.
 */
export const InspectionObject = lawful(
  z.strictObject({
    ...sharedFields,
    /** The file that its class is by; absent where it is as the object was entered, for the county's reference. */
    classBy: ClassBy.optional(),
    /** By department, each once. */
    supervisions: z.array(Supervision).readonly().optional(),
    /** The department to which its keeper offers it. */
    offeredTo: DepartmentCode.optional(),
    /** The number under which the object goes on; this row is out of use. */
    continuedAs: ObjectId.optional(),
    /** The numbers it was kept under before. */
    formerIds: z.array(ObjectId).max(mostFormerIds).readonly().optional(),
  }),
).refine(
  ({ supervisions = [], supervisors }) =>
    new Set(supervisions.map(({ department }) => department)).size === supervisions.length &&
    supervisions.every(({ department }) => supervisors.includes(department)),
  { path: ['supervisions'], message: '每个监管部门只有一份监管登记' },
);
export type InspectionObject = z.infer<typeof InspectionObject>;

/** 回避: an object this inspector may not check, and why. */
export const Recusal = z.strictObject({ objectId: ObjectId, ground: z.enum(recusalGrounds) });
export type Recusal = z.infer<typeof Recusal>;

/** 执法检查人员. The certificate number is opaque; only issuer and validity matter. */
export const Inspector = z.strictObject({
  /** Public in the record of a draw, so it must reveal nothing about the person. */
  id: PlainId.refine((id) => !looksLikeIdentityNumber(id), { message: '人员编号会随抽取记录公开，不得使用身份证号码' }),
  name: ShortText,
  department: DepartmentCode,
  certificate: z
    .strictObject({
      number: z.string().overwrite(tidyCertificate).min(1).max(40),
      issuer: ShortText,
      validFrom: LocalDate,
      validTo: LocalDate,
    })
    .refine(({ validFrom, validTo }) => validFrom <= validTo, {
      path: ['validTo'],
      message: '有效期止不能早于有效期起',
    }),
  level: z.enum(inspectorLevels),
  /** The township of a person at level 所; matters where inspections cross townships. */
  township: z.enum(townshipCodes).optional(),
  /** False for inspectors who may not lead a team (组长); all others may. */
  mayLead: z.boolean().optional(),
  /** Most visits in one batch, if lower than the county's own limit. */
  capacity: z.int().min(1).max(10_000).optional(),
  qualifications: setOf(Word, 0, 20).readonly(),
  expertise: setOf(Word, 0, 20).readonly(),
  /** Item ids this person may check; `*` alone means every item of the department. */
  itemScope: setOf(z.union([z.literal('*'), PlainId]), 1, 100).readonly(),
  phone: Phone.optional(),
  recusals: setOf(Recusal, 0, 200).readonly(),
  status: z.enum(registryStatuses),
  statusReason,
  tags,
});
export type Inspector = z.infer<typeof Inspector>;

/** 专家: assists a team and never counts toward the two inspectors. */
export const Expert = z.strictObject({
  /** Public in the record of a draw, as an inspector's is. */
  id: PlainId.refine((id) => !looksLikeIdentityNumber(id), { message: '专家编号会随抽取记录公开，不得使用身份证号码' }),
  name: ShortText,
  department: DepartmentCode,
  organisation: LineText,
  fields: setOf(Word, 1, 20).readonly(),
  title: ShortText.optional(),
  phone: Phone.optional(),
  validTo: LocalDate.optional(),
  recusals: setOf(Recusal, 0, 200).readonly().optional(),
  status: z.enum(registryStatuses),
  statusReason,
  tags,
});
export type Expert = z.infer<typeof Expert>;

/** The schema of each registry's rows: the only definition of their shape. */
export const registrySchemas = {
  item: InspectionItem,
  object: InspectionObject,
  inspector: Inspector,
  expert: Expert,
} as const satisfies Record<RegistryKind, z.ZodType>;

export interface RegistryRow {
  readonly item: InspectionItem;
  readonly object: InspectionObject;
  readonly inspector: Inspector;
  readonly expert: Expert;
}
