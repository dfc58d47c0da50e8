import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { exemptionItem } from '../../codes/county.ts';
import { type Exemption, type ExemptionReport, type Granted, withinPeriod } from '../../domain/follow-up/exemption.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import { mostGranted } from '../../domain/follow-up/limits.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import type { Change } from '../ports/unit-of-work.ts';
import { lastApproved } from '../result/last-approved.ts';
import { changeFollowUp, type FollowUpDeps, type FollowUpFailure, type FollowUpRequest } from './change-follow-up.ts';

interface ReadDeps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
}

/**
 * R40: a first, light violation is not punished, with all conditions of its item of the list, once within its period. Of two
 * departments that grant the same at once, one does.
 */
export async function grantExemption(
  deps: FollowUpDeps,
  request: FollowUpRequest & { readonly report: ExemptionReport },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<FollowUp>, FollowUpFailure>> {
  const granted = await grant(deps, request, actor, now);
  // Another was the first of all: that one is there to be found now.
  return !granted.ok && granted.error.kind === 'already-exists' ? grant(deps, request, actor, now) : granted;
}

const grant = (
  deps: FollowUpDeps,
  { report: entered, ...request }: FollowUpRequest & { readonly report: ExemptionReport },
  actor: Actor,
  now: Date,
): Promise<Result<Stored<FollowUp>, FollowUpFailure>> =>
  changeFollowUp(deps, { ...request, side: 'receiver', event: 'report' }, actor, now, async (before) => {
    const today = localDateOf(now);
    const refused = (path: string, message: string) =>
      err({ kind: 'closing-incomplete', errors: [{ path: `body.${path}`, message }] } as const);
    if (before.kind !== 'exempt-light')
      return err({ kind: 'not-ready', entity: 'follow-up', reason: '不是轻微免罚（首违不罚）' });
    const result = (await lastApproved(deps.records, before.resultId))?.value;
    if (!result) throw new Error(`follow-up ${before.id} is of no result`);
    if (entered.educationOn > today || entered.educationOn < (result.inspectedOn ?? ''))
      return err({
        kind: 'invalid-input',
        errors: [{ path: 'body.educationOn', message: '教育日期应在检查之后，且不晚于今天' }],
      });
    if (entered.evidence.length === 0) return refused('evidence', '缺少改正证据');
    const also: Change[] = [];
    for (const { code, foundOn } of exemptedIn(result, before.items)) {
      const ticked = entered.items.find(({ listItem }) => listItem === code)?.conditions ?? [];
      const lacking = (exemptionItem(code)?.conditions ?? []).filter((each) => !ticked.includes(each));
      if (lacking.length > 0) return refused('items', `清单事项 ${code} 的适用条件未全部具备：${lacking.join('、')}`);
      const claimed = await claim(deps, before, { code, foundOn, document: entered.document }, actor, now);
      if (!claimed.ok) return claimed;
      also.push(...claimed.value);
    }
    if (also.length > mostWritten)
      return err({ kind: 'not-ready', entity: 'follow-up', reason: '一次登记的清单事项过多，请分别办理' });
    const { text, evidence, document } = entered;
    const exempted = { text, evidence: [...evidence], document, by: actor.id, on: today };
    return ok({ followUp: { ...before, report: exempted }, note: text, also });
  });

/** A commit has a hundred actions, of which each exemption takes two under each number of the object. */
const mostWritten = 45;

/** The items of the list by which a result, as it was approved, exempts some of these items. */
function exemptedIn({ findings, inspectedOn }: InspectionResult, items: FollowUp['items']) {
  const codes = findings
    .filter(({ itemId }) => items.some(({ id }) => id === itemId))
    .flatMap(({ exemption }) => exemption ?? []);
  return [...new Set(codes)].map((code) => ({ code, foundOn: inspectedOn ?? '' }));
}

/**
 * Enters the exemption where everybody looks for it: on what was read when it was asked whether there is an earlier one. It
 * writes under each number of the object, so that it meets whoever knows the object by another one of them.
 */
async function claim(
  deps: ReadDeps,
  { id: followUpId, object, receiver: department }: FollowUp,
  { code, foundOn, document }: { readonly code: string; readonly foundOn: LocalDate; readonly document: string },
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], Failure<'already-exempted' | 'not-ready'>>> {
  const numbers = await numbersOf(deps, object.id);
  const stored = await exemptionsOf(deps.records, numbers, code);
  const when = { code, foundOn, except: [followUpId] };
  const earlier = await earlierExemption(deps.records, stored, when);
  if (earlier) return err(alreadyExempted(code, earlier));
  const granted = { followUpId, department, foundOn, grantedOn: localDateOf(now), document };
  const event = eventOf('exempt', actor, now, { listItem: code, document: followUpId });
  const written = numbers.map((objectId, at): Exemption => {
    const others = (stored[at]?.value.granted ?? []).filter((each) => each.followUpId !== followUpId);
    const id = exemptionId(objectId, code);
    return { id, objectId, listItem: code, granted: [...others, granted] };
  });
  if (written.some((each) => each.granted.length > mostGranted))
    return err({ kind: 'not-ready', entity: 'follow-up', reason: `同一对象同一清单事项最多登记${mostGranted}次免罚` });
  return ok(
    written.map((value, at) => {
      const before = stored[at];
      return before
        ? replaceRecord('exemption', value.id, before, value, event)
        : createRecord('exemption', value.id, value, event);
    }),
  );
}

const exemptionId = (objectId: string, code: string) => `ex-${sha256(`${objectId} ${code}`).slice(0, 40)}`;

/** What was exempted of an object for an item of the list, under each of its numbers, in their order. */
const exemptionsOf = (records: Records, numbers: readonly string[], code: string) =>
  Promise.all(numbers.map((number) => records.find('exemption', exemptionId(number, code))));

/** One of these exemptions within its period. One whose follow-up was cancelled or sent back does not count. */
async function earlierExemption(
  records: Records,
  exemptions: readonly (Stored<Exemption> | undefined)[],
  { code, foundOn, except }: { readonly code: string; readonly foundOn: LocalDate; readonly except: readonly string[] },
): Promise<Granted | undefined> {
  const months = exemptionItem(code)?.months ?? 0;
  const granted = exemptions.flatMap((each): Exemption['granted'] => each?.value.granted ?? []);
  const near = granted.filter(
    (each) => !except.includes(each.followUpId) && withinPeriod(each.foundOn, foundOn, months),
  );
  for (const each of near) {
    const status = (await records.find('follow-up', each.followUpId))?.value.status;
    if (status === 'reported' || status === 'closed') return each;
  }
  return undefined;
}

const alreadyExempted = (listItem: string, { department, foundOn, document }: Granted) =>
  ({ kind: 'already-exempted', listItem, department, foundOn, document }) as const;

/** R40, asked when a result is approved: whether one of its exemptions was granted already, in any department. */
export async function exemptedBefore(
  deps: ReadDeps,
  result: Pick<InspectionResult, 'findings' | 'inspectedOn' | 'object' | 'followUps'>,
): Promise<Result<void, Failure<'already-exempted'>>> {
  const codes = new Set(result.findings.flatMap(({ exemption }) => exemption ?? []));
  if (codes.size === 0) return ok(undefined);
  const numbers = await numbersOf(deps, result.object.id);
  for (const code of codes) {
    const when = { code, foundOn: result.inspectedOn ?? '', except: result.followUps ?? [] };
    const exemptions = await exemptionsOf(deps.records, numbers, code);
    const earlier = await earlierExemption(deps.records, exemptions, when);
    if (earlier) return err(alreadyExempted(code, earlier));
  }
  return ok(undefined);
}
