import { err, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { departments } from '../../codes/departments.ts';
import { type CriminalTransfer, withTransferDue } from '../../domain/follow-up/criminal-transfer.ts';
import type { Actor } from '../actor.ts';
import { loadCalendar } from '../calendar/calendar.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import { checkResultTexts, named } from '../lead/exposed-texts.ts';
import type { Stored } from '../ports/records.ts';
import { findFollowUp } from './change-follow-up.ts';
import { findTransfer, type TransferDeps, type TransferFailure, transferIdOf } from './transfer-deps.ts';

export interface Proposal {
  readonly followUpId: string;
  readonly investigators: readonly string[];
  readonly facts: string;
  readonly reportAt: string;
}

/**
 * R39: at least two who investigated report in writing that a crime is suspected, in what their department has in hand. One
 * transfer for each follow-up. From then on no penalty closes it: the follow-up moves on by a version, with nothing that
 * tells why, so that a penalty that is entered at the same moment meets it.
 */
export async function proposeTransfer(
  deps: TransferDeps,
  { followUpId, investigators, facts, reportAt }: Proposal,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<CriminalTransfer>, TransferFailure>> {
  const found = await findFollowUp(deps, followUpId, actor);
  if (!found.ok) return found;
  const { receiver, status, object } = found.value.value;
  if (receiver !== actor.department) {
    const reason = '由办理该项后续处置的部门提出移送';
    return err({ kind: 'foreign-department', entity: 'follow-up', id: followUpId, reason });
  }
  const police = county.policeDepartment;
  const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'follow-up', reason } as const);
  if (status !== 'received') return notReady('只有办理中的后续处置可以提出移送');
  if (police === undefined || police === actor.department) return notReady('没有可以移送的公安机关');
  const reported = new Date(reportAt);
  const invalid = (field: string, message: string) =>
    err({ kind: 'invalid-input', errors: [{ path: `body.${field}`, message }] } as const);
  if (reported > now) return invalid('reportAt', '书面报告的时间不得晚于现在');
  const chosen = [...new Set(investigators)];
  if (chosen.length < leastInvestigators) return invalid('investigators', '应由两名以上执法人员调查并提出书面报告');
  for (const id of chosen) {
    const row = await deps.registry.find('inspector', id);
    if (row?.value.department !== actor.department) return err({ kind: 'unknown-reference', entity: 'inspector', id });
  }
  const tells = await checkResultTexts(deps, found.value.value.resultId, named({ facts }));
  if (!tells.ok) return tells;
  const id = transferIdOf(followUpId);
  const year = localDateOf(now).slice(0, 4);
  const n = await deps.counters.next(`criminal-transfer#${actor.department}#${year}`);
  const at = now.toISOString();
  const proposed: CriminalTransfer = {
    ...{ id, number: `${departments[actor.department].docPrefix}移公〔${year}〕${n}号`, followUpId, object },
    ...{ department: actor.department, police, status: 'proposed', investigators: chosen, facts },
    ...{ reportAt: reported.toISOString(), proposedBy: actor.id },
    steps: [{ act: 'propose', at, by: actor.id, department: actor.department }],
  };
  const value = withTransferDue(proposed, await loadCalendar(deps));
  const followUp = found.value;
  const done = await deps.work.commit([
    createRecord('criminal-transfer', id, value, eventOf('propose', actor, now)),
    replaceRecord('follow-up', followUpId, followUp, followUp.value, eventOf('note', actor, now)),
  ]);
  return done.ok ? findTransfer(deps, id, actor) : done;
}

const leastInvestigators = 2;
