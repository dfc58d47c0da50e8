import { err, ok, type Result } from '../../base/result.ts';
import type { LocalDate } from '../../calendar/local-date.ts';
import { listProposedBy } from '../../codes/credit-lists.ts';
import { missingInReport } from '../../domain/follow-up/closing.ts';
import type { FollowUp, FollowUpReport } from '../../domain/follow-up/follow-up.ts';
import { forbidsPenalty } from '../../domain/follow-up/transfer-states.ts';
import { checkOf } from '../changes.ts';
import { latestListEntry } from '../credit/list-entry-deps.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';
import type { FollowUpFailure } from './change-follow-up.ts';
import { transferIdOf } from './transfer-deps.ts';

/**
 * Whether what was reported on a day, in the system or on paper, is all that closing needs (R37) and says nothing else than
 * the transfer and the list entry of the follow-up do; the conditions on which that is so.
 */
export async function judgeReport(
  records: Records,
  before: FollowUp,
  report: FollowUpReport,
  { on, late }: { readonly on: LocalDate; readonly late: string },
): Promise<Result<readonly Change[], FollowUpFailure>> {
  const suspected = await records.find('criminal-transfer', transferIdOf(before.id));
  // R39: 不得以罚代移.
  if (
    report.decisionKind === 'd1' &&
    suspected &&
    forbidsPenalty(suspected.value.status, suspected.value.filed !== undefined)
  )
    return err({ kind: 'penalty-instead-of-transfer' });
  const errors = missingInReport(before, report);
  if (errors.length > 0) return err({ kind: 'closing-incomplete', errors });
  const listed = await decidedListing(records, before, report);
  if (!listed.ok) return listed;
  if (report.decidedOn !== undefined && report.decidedOn > on)
    return err({ kind: 'invalid-input', errors: [{ path: 'body.decidedOn', message: late }] });
  const transfer = suspected ? [checkOf('criminal-transfer', suspected.value.id, suspected)] : [];
  return ok([...transfer, ...listed.value]);
}

/** R44: what is reported of a proposal to list is what was decided, after the subject had been told, and stands. */
async function decidedListing(
  records: Records,
  { id, kind }: FollowUp,
  { decisionNumber, creditEntry }: FollowUpReport,
): Promise<Result<readonly Change[], FollowUpFailure>> {
  if (!listProposedBy(kind)) return ok([]);
  const { entry } = await latestListEntry(records, id);
  if (!entry || entry.value.status === 'suggested') return err({ kind: 'notice-missing' });
  const { decision, number, status } = entry.value;
  if (status === 'revoked') {
    const message = '该列入决定已被撤销，请另行作出决定';
    return err({ kind: 'closing-incomplete', errors: [{ path: 'body.decisionNumber', message }] });
  }
  const errors = [
    ...(decision?.number === decisionNumber
      ? []
      : [{ path: 'body.decisionNumber', message: '应为名单条目的决定文号' }]),
    ...(number === creditEntry ? [] : [{ path: 'body.creditEntry', message: `应为名单条目的编号${number}` }]),
  ];
  return errors.length === 0
    ? ok([checkOf('list-entry', entry.value.id, entry)])
    : err({ kind: 'closing-incomplete', errors });
}
