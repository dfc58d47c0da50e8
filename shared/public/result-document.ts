import * as z from 'zod';
import { DepartmentCode, Instant, LocalDate, PlainId } from '../base/primitives.ts';
import { shiftDate } from '../calendar/local-date.ts';
import { county } from '../codes/county.ts';
import { departmentName } from '../codes/departments.ts';
import { drawKinds } from '../codes/planning.ts';
import {
  followUpMeasures,
  nonPerformanceReasons,
  type ResultCode,
  resultCodeList,
  resultCodeRules,
} from '../codes/results.ts';
import { townships } from '../codes/townships.ts';
import { nationalResultCode } from '../domain/result/codes.ts';
import type { Recognised } from '../domain/result/findings.ts';
import { type InspectionResult, publicIdOf } from '../domain/result/inspection-result.ts';
import { isContested } from '../domain/result/objected.ts';
import { isWhollyStopped, termsOf, withoutStopped } from '../domain/result/shown-rows.ts';
import { mayNameAPerson, publicName } from './masking.ts';
import { measuresShown, type ShownFollowUp } from './measures-shown.ts';

const CodeAndName = z.strictObject({ code: z.string(), name: z.string() });
const EditionChange = z.strictObject({ what: z.string(), before: z.string(), after: z.string() });
export type EditionChange = z.infer<typeof EditionChange>;

/** The source of an item's check, in the national layout. */
export const TaskReference = z.strictObject({
  number: z.string(),
  name: z.string(),
  /** Absent for a campaign outside any plan. */
  planNumber: z.string().optional(),
  planName: z.string().optional(),
  drawType: z.enum(drawKinds).optional(),
});
export type TaskReference = z.infer<typeof TaskReference>;

/**
 * One edition of a result as the public reads it, in the fields of the national publicity system. It contains no
 * personal names, addresses or numbers and no free text: only codes, registered names and dates.
 */
export const ResultDocument = z.strictObject({
  id: PlainId,
  edition: z.int().min(1),
  /** A later edition has replaced this one; it stays readable. */
  corrected: z.boolean(),
  /** Withheld after publication: only this mark and the document number remain. */
  withdrawn: z.boolean(),
  /** 已停止公示: of no row of it is anything left but this mark and the document number. */
  stopped: z.literal(true).optional(),
  documentNumber: z.string(),
  publishedAt: Instant,
  /** Absent of a direct check, which was not drawn. */
  batchId: PlainId.optional(),
  department: DepartmentCode,
  /** 检查机关. */
  authority: z.string(),
  inspectionDate: LocalDate.optional(),
  objectName: z.string(),
  creditCode: z.string().optional(),
  township: z.string().optional(),
  townshipName: z.string().optional(),
  tasks: z.array(TaskReference),
  items: z.array(
    z.strictObject({
      sequence: z.int().min(1),
      taskNumber: z.string(),
      name: z.string(),
      checked: z.boolean(),
      codes: z.array(CodeAndName),
      /** 公示截止: the last day on which the row is public; none of what is not negative, or hangs on a list or an outcome. */
      publicUntil: LocalDate.optional(),
      /** 互认: whose conclusion was taken over, from which document, in place of an inspection. */
      recognised: z.strictObject({ authority: z.string(), documentNumber: z.string() }).optional(),
    }),
  ),
  overall: z.array(CodeAndName),
  notPerformed: z.enum(nonPerformanceReasons).optional(),
  /** 检查机关 whose public result of the same visit says otherwise; both were checked and stand. */
  differsFrom: z.array(z.string()).optional(),
  /** 后续措施: by kind, and whether they are done with; of the latest edition alone. */
  followUps: z
    .array(z.strictObject({ measure: z.enum(followUpMeasures), state: z.enum(['办理中', '已办结']) }))
    .optional(),
  /** 异议处理中: it may not be cited. */
  contested: z.literal(true).optional(),
  /** 更正内容: what it says otherwise than the edition it replaces. */
  changes: z.array(EditionChange).optional(),
});
export type ResultDocument = z.infer<typeof ResultDocument>;

export interface Edition {
  readonly edition: number;
  readonly documentNumber: string;
  readonly publishedAt: string;
  /** The tasks of the result's items, by task id. */
  readonly tasks: ReadonlyMap<string, TaskReference>;
  /** The authorities that have published something else of the same visit. */
  readonly differsFrom?: readonly string[];
  /** What the result has asked for, as it stands now. */
  readonly followUps?: readonly ShownFollowUp[];
}

/**
 * R6: the masked projection of the rows that are public. It copies named fields one by one, so a new field of results stays
 * private.
 */
export function documentOf(whole: InspectionResult, edition: Edition): ResultDocument {
  const result = withoutStopped(whole);
  const { object, nonPerformance } = result;
  const followUps = measuresShown(result, edition.edition, edition.followUps ?? []);
  const document: ResultDocument = {
    id: publicIdOf(result),
    edition: edition.edition,
    corrected: false,
    withdrawn: false,
    documentNumber: edition.documentNumber,
    publishedAt: edition.publishedAt,
    ...(result.batchId !== undefined && { batchId: result.batchId }),
    department: result.department,
    authority: `${county.name}${departmentName(result.department)}`,
    ...(result.inspectedOn !== undefined && { inspectionDate: result.inspectedOn }),
    objectName: publicName(object),
    // A code beside a masked name would reveal the person.
    ...(object.creditCode !== undefined && !mayNameAPerson(object) && { creditCode: object.creditCode }),
    township: object.township,
    townshipName: townshipName(object.township),
    tasks: [...edition.tasks.values()],
    items: itemsOf(result, edition),
    overall: nonPerformance ? [] : namedCodes(result.overall),
    ...(nonPerformance && { notPerformed: nonPerformance.reason }),
    ...(edition.differsFrom?.length && { differsFrom: [...edition.differsFrom] }),
    ...(followUps.length > 0 && { followUps }),
    ...(isContested(result, edition.edition) && { contested: true }),
  };
  return isWhollyStopped(whole) ? { ...bare(document), stopped: true } : document;
}

function itemsOf(result: InspectionResult, { tasks }: Edition): ResultDocument['items'] {
  const ends = new Map((result.terms ?? termsOf(result)).map(({ item, stopsOn }) => [item, stopsOn]));
  return result.items.map(({ id, name, taskId }, index) => {
    const end = ends.get(id);
    const finding = result.nonPerformance ? undefined : result.findings.find(({ itemId }) => itemId === id);
    return {
      sequence: index + 1,
      taskNumber: tasks.get(taskId)?.number ?? '',
      name,
      checked: finding?.checked ?? false,
      codes: namedCodes(finding?.codes ?? []),
      ...(end !== undefined && { publicUntil: shiftDate(end, -1) }),
      ...(finding?.recognised && { recognised: citedAs(finding.recognised) }),
    };
  });
}

const citedAs = ({ department, documentNumber }: Recognised) => ({
  authority: `${county.name}${departmentName(department)}`,
  documentNumber,
});

/** The codes that the national system knows, each once: two details of one code are published as that code. */
function namedCodes(codes: readonly ResultCode[]): ResultDocument['overall'] {
  const national = new Set(codes.map(nationalResultCode));
  return resultCodeList
    .filter((code) => national.has(code))
    .map((code) => ({ code, name: resultCodeRules[code].name }));
}

const townshipNames: Readonly<Record<string, string>> = townships;
const townshipName = (code: string): string => townshipNames[code] ?? '';

/** What remains readable of an edition that is withheld after publication. */
export const withdrawn = (document: ResultDocument): ResultDocument => ({ ...bare(document), withdrawn: true });

/** An edition without anything that tells whose it is. */
function bare(document: ResultDocument): ResultDocument {
  const { id, edition, corrected, documentNumber, publishedAt, batchId, department, authority } = document;
  const drawn = batchId === undefined ? {} : { batchId };
  const kept = { id, edition, corrected, documentNumber, publishedAt, ...drawn, department, authority };
  return { ...kept, withdrawn: false, objectName: '', tasks: [], items: [], overall: [] };
}
