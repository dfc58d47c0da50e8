import { formatChineseDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentName } from '../../codes/departments.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import { recognitionHandOvers } from '../../domain/recognition/hand-overs.ts';
import { type Recognition, type ReviewCause, withReviewDue } from '../../domain/recognition/recognition.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { settingsAt } from '../setting/settings-at.ts';

const recognitionsOf = async (records: Records, ids: readonly string[]): Promise<readonly Stored<Recognition>[]> =>
  (await Promise.all(ids.map((id) => records.find('recognition', id)))).filter((each) => each !== undefined);

/**
 * R33: what is written with a change that puts a published result under review: each recognition of it is to be looked at
 * again, and its department is told. The repair of a result, by which it is shown no longer, makes none.
 */
export async function reviewRecognitions(
  records: Records,
  { recognisedIn = [] }: Pick<InspectionResult, 'recognisedIn'>,
  cause: ReviewCause,
  actor: Actor,
  now: Date,
): Promise<readonly Change[]> {
  if (recognisedIn.length === 0) return [];
  const all = await recognitionsOf(records, recognisedIn);
  // Whoever confirms one at this moment has judged what was public before.
  const under = all.filter(({ value }) => value.status === 'to-re-examine');
  const reviewed = under.map(
    ({ value, meta }): Change => ({ change: 'check', kind: 'recognition', id: value.id, version: meta.version }),
  );
  const found = all.filter(({ value }) => value.status === 'ok');
  if (found.length === 0) return reviewed;
  const { reExaminationDays: days } = await settingsAt({ records }, now);
  const calendar = await loadCalendar({ records });
  const opened = found.flatMap((each) => {
    const review = { cause, from: localDateOf(now), days };
    const value = withReviewDue({ ...each.value, status: 'to-re-examine', review }, calendar);
    const { id, department, source, documentNumber, resultId, due } = value;
    const by = due === undefined ? '' : `，请于${formatChineseDate(due)}前复核`;
    const what = cause === 'correction' ? '正在更正' : '经异议认定有误';
    const text = `本部门互认的${departmentName(source)}检查结果（${documentNumber}）${what}${by}。`;
    return [
      replaceRecord('recognition', id, each, value, eventOf('review', actor, now, { cause, due: due ?? '' })),
      told(
        {
          ...{ about: `${id}.${each.meta.version}`, resultId, kind: 'recognition-to-review', department, text },
          ...askedBy(recognitionHandOvers, 'review', { id }),
        },
        now,
      ),
    ];
  });
  return [...reviewed, ...opened];
}

/** What is written with the next edition of a result: whoever has to look at a recognition again is told that it is there. */
export async function tellReviewers(
  records: Records,
  { recognisedIn = [], department: source, documentNumber = '', edition }: InspectionResult,
  now: Date,
): Promise<readonly Change[]> {
  const found = (await recognitionsOf(records, recognisedIn)).filter(({ value }) => value.status === 'to-re-examine');
  return found.map(({ value: { id, department, resultId } }) => {
    const text = `${departmentName(source)}已公示检查结果（${documentNumber}）第${edition}版，请复核本部门的互认。`;
    return told({ about: `${id}.${edition}`, resultId, kind: 'recognition-source-published', department, text }, now);
  });
}
