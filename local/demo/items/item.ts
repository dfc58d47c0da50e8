import { type Department, departmentName } from '../../../shared/codes/departments.ts';
import type { MethodCode } from '../../../shared/codes/inspection.ts';
import type { InspectionItem, ObjectFilter } from '../../../shared/domain/registry/registry.ts';

/** What differs from item to item; the rest follows from the department. */
export interface ItemFacts {
  readonly name: string;
  readonly category: string;
  /** The law, with an article only where it is certain. */
  readonly basis: string;
  readonly objects: string;
  readonly content: string;
  readonly methods: readonly MethodCode[];
  /** Cap in basis points; absent for a key item (R1). */
  readonly cap?: number;
  readonly frequency?: string;
  readonly qualification?: string;
  readonly jointField?: string;
  readonly applies: ObjectFilter;
}

/** Every ratio of the demo county cites this document; it does not exist outside the demo. */
export const ratioDocument = '《睢县2026年度“双随机、一公开”抽查工作计划》（演示）';

/** Numbers a department's items in the order given: `SCJG-001`, `SCJG-002`, … */
export const itemsOf = (department: Department, facts: readonly ItemFacts[]): readonly InspectionItem[] =>
  facts.map(({ cap, frequency, methods, qualification, jointField, ...rest }, index) => ({
    ...rest,
    id: `${department}-${String(index + 1).padStart(3, '0')}`,
    department,
    kind: cap === undefined ? 'key' : 'general',
    level: '县',
    subject: `睢县${departmentName(department)}`,
    methods: [...methods],
    ...(cap === undefined ? {} : { ratioCap: { ratio: cap, document: ratioDocument } }),
    frequency: frequency ?? (cap === undefined ? '每年不少于1次' : '每年1次'),
    ...(qualification === undefined ? {} : { qualification }),
    ...(jointField === undefined ? {} : { jointField }),
    status: '有效',
    tags: [],
  }));
