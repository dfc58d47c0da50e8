import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { formatChineseDate, type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { itemsPerRecognition, type Recognition } from '../../domain/recognition/recognition.ts';
import { checkResultCodes } from '../../domain/result/codes.ts';
import type { ItemFinding, Recognised } from '../../domain/result/findings.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isWhollyRecognised } from '../../domain/result/recognised.ts';
import { checkRecorder } from '../../domain/result/recorder.ts';
import { checkSize } from '../../domain/result/row-limit.ts';
import { resultTransitions, resultWords } from '../../domain/result/states.ts';
import { earliestDay } from '../../domain/visit/completion-day.ts';
import { sha256 } from '../../draw/sha256.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import {
  changeResult,
  type ResultActor,
  type ResultChangeFailure,
  type ResultDeps,
  type ResultRequest,
  withPerson,
} from '../result/change-result.ts';
import { effectiveResult } from '../result/effective.ts';
import { visitOf } from '../result/save-result.ts';
import { type Citable, type CitationFailure, citable, notReady } from './citable.ts';

type Deps = Pick<ResultDeps, 'records' | 'work' | 'backoff'> & { readonly registry: Pick<Registry, 'find'> };
export type RecogniseFailure =
  | CitationFailure
  | Failure<'uncertified-recorder' | 'invalid-input' | 'result-too-large' | 'illegal-transition'>;

export interface Picked extends ResultRequest {
  readonly sourceId: string;
  /** Own items, and by the conclusion on which item of the source each is concluded. */
  readonly items: readonly { readonly itemId: string; readonly citedItemId: string }[];
}

/** Of one result: each costs two of the hundred actions of the commit that approves it, beside its follow-ups. */
const mostOfOneResult = 3;
/** Each costs four of the hundred actions of a commit when its source comes under review. */
const mostOfOneSource = 15;

/**
 * R32: concludes items of the own part by published conclusions of another department about the same object. Own result,
 * recognition and source change in one transaction, so that no correction of the source overlooks it. Whoever recognises
 * all of its items enters nothing else: nobody goes there.
 */
export const recognise = (
  deps: Deps,
  { sourceId, items, ...request }: Picked,
  actor: ResultActor,
  now: Date,
): Promise<Result<Stored<InspectionResult>, ResultChangeFailure | RecogniseFailure>> =>
  changeResult<RecogniseFailure>(deps, request, 'record', actor, now, async (before) => {
    const allowed = checkRecorder(before, actor);
    if (!allowed.ok) return allowed;
    const cites = new Set(before.findings.flatMap(({ recognised }) => (recognised ? [recognised.id] : [])));
    if (cites.size >= mostOfOneResult) return notReady(`一份检查结果最多互认 ${mostOfOneResult} 份结果。`);
    if (before.nonPerformance) return notReady('已登记未实施检查的，不能互认；登记有误的，请先清除。');
    const sound = checkItems(before, items);
    if (!sound.ok) return sound;
    const today = localDateOf(now);
    const earliest = earliestDay(await visitOf(deps.records, before));
    if (today < earliest) return notReady(`检查期限自${formatChineseDate(earliest)}起，尚不能互认。`);

    const source = await effectiveResult(deps.records, sourceId);
    if (!source || source.value.department === before.department || !(await isOfObject(deps, before, source.value)))
      return err({ kind: 'not-found', entity: 'result', id: sourceId });
    const cited: { readonly itemId: string; readonly citedItemId: string; readonly citable: Citable }[] = [];
    for (const { itemId, citedItemId } of items) {
      const asked = await citable(deps.records, source.value, { itemId: citedItemId, by: before.department, now });
      if (!asked.ok) return asked;
      cited.push({ itemId, citedItemId, citable: asked.value });
    }
    const { recognisedIn = [], documentNumber = '', edition, department } = source.value;
    if (recognisedIn.length >= mostOfOneSource) return notReady('该检查结果被互认的次数已达上限。');
    const id = `rc-${sha256(`${before.id} ${sourceId} ${request.version}`).slice(0, 40)}`;
    const recognition: Recognition = {
      ...{ id, resultId: before.id, department: before.department },
      ...{ sourceId, source: department, documentNumber, edition, objectName: before.object.name },
      items: cited.map(({ itemId, citedItemId, citable: { name, finding } }) => ({
        ...{ itemId, citedItemId, citedName: name, codes: finding.codes },
      })),
      validUntil: earliestOf(cited.map(({ citable: { validUntil } }) => validUntil)),
      ...{ recognisedBy: actor.id, recognisedOn: today, status: 'ok' },
    };
    const by = { id, department, documentNumber, edition };
    const findings = [...before.findings.filter(({ itemId }) => !items.some((each) => each.itemId === itemId))];
    const taken = cited.map((each) => takenOver(each.itemId, each.citable, by));
    const entered = { ...before, findings: [...findings, ...taken] };
    const result = {
      ...(isWhollyRecognised(entered) ? concluded(entered, today) : entered),
      recordedBy: withPerson(before.recordedBy, actor.id),
    };
    const fits = checkSize(result);
    if (!fits.ok) return fits;
    const noted = transition(resultTransitions, resultWords, source.value.status, 'be-recognised');
    if (!noted.ok) return noted;
    const facts = { recognition: id, result: before.id, items: items.length };
    const withCitation = { ...source.value, recognisedIn: [...recognisedIn, id] };
    return ok({
      result,
      facts: { recognition: id, source: sourceId, items: items.length },
      also: [
        createRecord('recognition', id, recognition, eventOf('recognise', actor, now, { ...facts, source: sourceId })),
        replaceRecord('result', sourceId, source, withCitation, eventOf('be-recognised', actor, now, facts)),
      ],
    });
  });

function checkItems({ items: own, findings }: InspectionResult, items: Picked['items']) {
  const fault = (message: string) => err({ kind: 'invalid-input', errors: [{ path: 'body.items', message }] } as const);
  if (items.length > itemsPerRecognition) return fault(`一次互认不得超过 ${itemsPerRecognition} 个事项`);
  if (new Set(items.map(({ itemId }) => itemId)).size < items.length) return fault('同一事项只能选取一个结论');
  const unknown = items.find(({ itemId }) => !own.some(({ id }) => id === itemId));
  if (unknown) return fault(`事项 ${unknown.itemId} 不在本次检查之列`);
  const known = items.find(({ itemId }) => findings.some((each) => each.itemId === itemId && each.recognised));
  return known ? notReady(`事项 ${known.itemId} 已经互认；要改用其他结论的，请先撤回互认。`) : ok(undefined);
}

async function isOfObject(deps: Deps, { object }: InspectionResult, source: InspectionResult): Promise<boolean> {
  return object.id === source.object.id || (await numbersOf(deps, object.id)).includes(source.object.id);
}

/** What is public of the conclusion, and no more: its words are the other department's. */
const takenOver = (itemId: string, { finding }: Citable, recognised: Recognised): ItemFinding => ({
  ...{ itemId, checked: true, method: '3', codes: finding.codes, measures: [], evidence: [], recognised },
});

/** What follows from conclusions alone: they were taken over today, and nobody was there. */
function concluded(result: InspectionResult, today: LocalDate): InspectionResult {
  const codes = [...new Set(result.findings.flatMap((finding) => finding.codes))];
  const problems = codes.filter((code) => code !== '1');
  const overall = checkResultCodes(problems.length > 0 ? problems : codes);
  return { ...result, inspectedOn: today, present: [], ...(overall.ok && { overall: overall.value }) };
}

const earliestOf = (days: readonly LocalDate[]): LocalDate => days.toSorted()[0] ?? '';
