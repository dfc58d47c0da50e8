import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { endOfDay, formatChineseDate, localDateOf, shiftDate } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import { otherThan } from '../../domain/result/recorder.ts';
import type {
  CountySettings,
  SettingDocument,
  SettingEdition,
  SettingProposal,
  SettingValue,
} from '../../domain/setting/county-settings.ts';
import {
  type CountySettingName,
  countySettingNames,
  settingFault,
  settingOf,
  valuesAt,
} from '../../platform/county-settings.ts';
import type { Actor } from '../actor.ts';
import { type ChangeDeps, changeRecord, present } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { told } from '../notice/told.ts';
import type { Stored } from '../ports/records.ts';
import type { Change, CommitFailure } from '../ports/unit-of-work.ts';
import { settingsId } from './settings-at.ts';

type ChangeFailure = CommitFailure | Failure<'not-found' | 'invalid-input' | 'same-person' | 'not-ready'>;
type Changed = Promise<Result<Stored<CountySettings>, ChangeFailure>>;

export interface ProposalRequest {
  readonly id: string;
  readonly name: CountySettingName;
  readonly value: SettingValue;
  readonly document: SettingDocument;
  readonly from: string;
}

/** A figure may be fixed up to a year ahead. */
const furthest = 366;

/** Proposes a figure by the document that sets it, from a day on; one proposal per figure is open at a time. */
export async function proposeSetting(deps: ChangeDeps, asked: ProposalRequest, actor: Actor, now: Date): Changed {
  const { id, name, value, document, from } = asked;
  const today = localDateOf(now);
  const fault = settingFault(name, value);
  if (fault !== undefined) return invalid('body.value', `${titleOf(name)}${fault}`);
  const latest = shiftDate(today, furthest);
  if (from < today || from > latest) return invalid('body.from', `起始日期应在今天至${formatChineseDate(latest)}之间`);
  const begun = await begin(deps, actor, now);
  if (!begun.ok) return begun;
  return change(deps, (before) => {
    if (before.proposals.some((each) => each.id === id)) return ok(undefined);
    const open = before.proposals.find((each) => each.name === name);
    if (open) return err({ kind: 'already-exists', entity: 'setting-proposal', id: open.id });
    if (before.editions.length >= mostEditions) return notReady('设定的历史版本已达上限，请联系系统管理员。');
    const proposal = { id, name, value, document, from, proposedBy: actor.id, proposedAt: now.toISOString() };
    const text = `有人提议${sentenceOf(proposal)}，待另一人批准。`;
    return ok({
      value: { ...before, proposals: [...before.proposals, proposal] },
      event: eventOf('propose', actor, now, { setting: name, value, from }),
      also: [
        told(
          {
            ...{ about: id, kind: 'setting-proposed', department: officeDepartment, text },
            asks: { todo: 'setting-to-decide', ids: { name, proposalId: id } },
          },
          now,
        ),
      ],
    });
  });
}

/** R5: another person approves. In force from the proposed day, or from now if that has begun; every department is told. */
export const approveSetting = (deps: ChangeDeps, { id }: { readonly id: string }, actor: Actor, now: Date): Changed =>
  change(deps, (before) => {
    if (before.editions.some((each) => each.id === id && each.approvedBy === actor.id)) return ok(undefined);
    const found = decidable(before, id, actor);
    if (!found.ok) return found;
    const proposal = found.value;
    const known = countySettingNames.find((name) => name === proposal.name);
    if (!known || settingFault(known, proposal.value) !== undefined)
      return notReady('该数值已不在允许范围内，请退回。');
    const edition: SettingEdition = {
      ...proposal,
      approvedBy: actor.id,
      approvedAt: now.toISOString(),
      since: sinceOf(proposal.from, now),
    };
    const text = `${sentenceOf(proposal, valuesAt(before, now)[known])}。已冻结的抽取批次不受影响。`;
    return ok({
      value: { proposals: without(before, id), editions: [...before.editions, edition] },
      event: eventOf('approve', actor, now, { setting: known, value: proposal.value, from: proposal.from }),
      also: departmentCodes.map((department) =>
        told({ about: `${id}.${department}`, kind: 'setting-changed', department, text }, now),
      ),
    });
  });

/** R5: another person refuses with a reason; nothing changes. */
export const refuseSetting = (
  deps: ChangeDeps,
  { id, reason }: { readonly id: string; readonly reason: string },
  actor: Actor,
  now: Date,
): Changed =>
  change(deps, (before) => {
    const found = decidable(before, id, actor);
    if (!found.ok) return found;
    const { name } = found.value;
    const text = `变更“${titleOf(name)}”的提议未获同意：${[...reason].slice(0, 150).join('')}`;
    const also: readonly Change[] = [
      told({ about: id, kind: 'setting-refused', department: officeDepartment, text }, now),
    ];
    return ok({
      value: { ...before, proposals: without(before, id) },
      event: eventOf('refuse', actor, now, { setting: name }),
      also,
    });
  });

/** Withdraws the own proposal while nobody has decided. */
export const withdrawSetting = (deps: ChangeDeps, { id }: { readonly id: string }, actor: Actor, now: Date): Changed =>
  change(deps, (before) => {
    const own = before.proposals.find((each) => each.id === id && each.proposedBy === actor.id);
    // For everyone but the proposer there is nothing to withdraw here.
    if (!own) return err({ kind: 'not-found', entity: 'setting-proposal', id });
    const event = eventOf('withdraw', actor, now, { setting: own.name });
    return ok({ value: { ...before, proposals: without(before, id) }, event });
  });

/** The record is one row of the store; a county does not fix figures so often. */
const mostEditions = 400;

/** There is no record until something is proposed. */
async function begin(deps: ChangeDeps, actor: Actor, now: Date): Promise<Result<void, CommitFailure>> {
  if (await deps.records.find('settings', settingsId)) return ok(undefined);
  const none = { editions: [], proposals: [] };
  const made = await deps.work.commit([createRecord('settings', settingsId, none, eventOf('create', actor, now))]);
  return made.ok || made.error.kind === 'already-exists' ? ok(undefined) : made;
}

type Judged = ReturnType<Parameters<typeof changeRecord<'settings', ChangeFailure>>[3]>;
const change = (deps: ChangeDeps, judge: (before: CountySettings) => Awaited<Judged>): Changed =>
  changeRecord<'settings', ChangeFailure>(
    deps,
    'settings',
    { id: settingsId, find: () => present(deps.records, 'settings', settingsId) },
    ({ value }) => judge(value),
  );

function decidable({ proposals }: CountySettings, id: string, actor: Actor) {
  const found = proposals.find((each) => each.id === id);
  if (!found) return err({ kind: 'not-found', entity: 'setting-proposal', id } as const);
  const other = otherThan([found.proposedBy], actor.id, '审批设定');
  return other.ok ? ok(found) : other;
}

const without = ({ proposals }: CountySettings, id: string) => proposals.filter((each) => each.id !== id);

function sinceOf(from: string, now: Date): string {
  const begins = endOfDay(shiftDate(from, -1));
  return (begins > now ? begins : now).toISOString();
}

const titleOf = (name: string): string => {
  const known = countySettingNames.find((each) => each === name);
  return (known && settingOf(known).county?.name) ?? name;
};

function worded(name: string, value: SettingValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  const known = countySettingNames.find((each) => each === name);
  const county = known && settingOf(known).county;
  return `${value}${county && 'unit' in county ? county.unit : ''}`;
}

/** 自…起，“…”由…改为…（依据…）; a notice is one line of 300 characters. */
function sentenceOf({ name, value, document, from }: SettingProposal, before?: SettingValue): string {
  const was = before === undefined ? '' : `由${worded(name, before)}`;
  const source = `${document.number}《${[...document.title].slice(0, 80).join('')}》`;
  return `自${formatChineseDate(from)}起，将“${titleOf(name)}”${was}改为${worded(name, value)}（依据：${source}）`;
}

const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'settings', reason } as const);
