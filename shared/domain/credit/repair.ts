import * as z from 'zod';
import { DepartmentCode, Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { dueOf } from '../../calendar/due.ts';
import type { WorkCalendar } from '../../calendar/working-days.ts';
import { clocks } from '../../codes/clocks.ts';
import {
  materialsFor,
  type RepairMaterial,
  repairMaterialCodes,
  repairRefusalCodes,
  repairWayCodes,
} from '../../codes/repairs.ts';
import { mostSteps } from '../follow-up/limits.ts';
import { itemsPerResult } from '../result/findings.ts';
import { ObjectSnapshot } from '../visit/visit.ts';
import { repairStatuses } from './repair-states.ts';

/** A paper, by what it is and its number or title. */
export const RepairPaper = z.strictObject({ code: z.enum(repairMaterialCodes), document: LineText });
export type RepairPaper = z.infer<typeof RepairPaper>;

/** What is still needed, told once and completely (R51). */
export const MissingPapers = z.strictObject({
  missing: z.array(z.enum(repairMaterialCodes)).min(1).max(repairMaterialCodes.length).readonly(),
  text: LongText,
});

const by = { on: LocalDate, by: z.string() };
const Step = z.strictObject({ act: z.string(), at: Instant, by: z.string(), note: LongText.optional() });

/** 信用修复 (R51, R52): what a subject asks about one credit record of its own, and what its department decides. */
export const Repair = z.strictObject({
  id: PlainId,
  /** `机关代字信修〔YYYY〕N号`, under which it was entered. */
  number: z.string(),
  recordId: PlainId,
  /** Of the record: who made it, and decides; its document, its subject under the number of that time, and its case. */
  department: DepartmentCode,
  documentNumber: LineText,
  subject: ObjectSnapshot.pick({ id: true, creditCode: true, name: true, kind: true }),
  caseId: PlainId,
  way: z.enum(repairWayCodes),
  /** Of the record of a result, the rows that are asked for; absent where all of it is. */
  items: z.array(PlainId).min(1).max(itemsPerResult).readonly().optional(),
  materials: z.array(RepairPaper).max(20).readonly(),
  filedBy: LineText,
  filedOn: LocalDate,
  /** `true`: by the subject itself. */
  byCode: z.literal(true).optional(),
  enteredBy: z.string(),
  status: z.enum(repairStatuses),
  asked: z.strictObject({ ...MissingPapers.shape, ...by }).optional(),
  suppliedOn: LocalDate.optional(),
  acceptedOn: LocalDate.optional(),
  /** By when it is to be accepted or, once it is, decided; without it its year has no calendar. */
  due: LocalDate.optional(),
  /** Why it is not accepted; before the least term is over with the first day on which it can be asked for. */
  refusal: z.strictObject({ code: z.enum(repairRefusalCodes), earliest: LocalDate.optional(), ...by }).optional(),
  decision: z
    .strictObject({ number: ShortText, ...by, reason: LongText.optional(), remedies: LongText.optional() })
    .optional(),
  /** The rows of the result that were stopped with it. */
  stopped: z.array(PlainId).max(itemsPerResult).readonly().optional(),
  cancelled: z.strictObject({ number: ShortText, ...by, reason: LongText }).optional(),
  steps: z.array(Step).max(mostSteps).readonly(),
});
export type Repair = z.infer<typeof Repair>;

/** What is not there yet of what the way needs. */
export function missingPapers({ way, materials }: Pick<Repair, 'way' | 'materials'>): readonly RepairMaterial[] {
  const there = new Set(materials.map(({ code }) => code));
  return materialsFor(way).filter((code) => !there.has(code));
}

/** With the day that follows from its clocks: 2 working days to accept, 7 to decide. Nothing runs while papers are missing. */
export function withRepairDue(repair: Repair, calendar: WorkCalendar): Repair {
  const { due: _, ...rest } = repair;
  const { status, filedOn, suppliedOn, acceptedOn } = repair;
  const due =
    (status === 'filed' && dueOf(clocks.repairAccept, suppliedOn ?? filedOn, { calendar })) ||
    (status === 'accepted' && acceptedOn !== undefined && dueOf(clocks.repairDecision, acceptedOn, { calendar }));
  return { ...rest, ...(due && due.kind === 'date' && { due: due.date }) };
}
