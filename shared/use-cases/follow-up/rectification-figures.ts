import type { DepartmentCode } from '../../base/primitives.ts';
import { rateOf } from '../../base/rate.ts';
import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import { departmentCodes } from '../../codes/departments.ts';
import type { FollowUp } from '../../domain/follow-up/follow-up.ts';
import type { Actor } from '../actor.ts';
import { every } from '../every.ts';
import type { PageRequest } from '../ports/paging.ts';
import type { Records } from '../ports/records.ts';

export interface RectificationFigures {
  /** Orders that two inspectors have found carried out. */
  readonly passed: number;
  /** Those, and the ones found not carried out or not looked at by the end of their term. */
  readonly due: number;
  /** 整改复查合格率 in ten-thousandths, all only if all are, none only if none is; null where nothing was due. */
  readonly share: number | null;
}

const pageSize = 100;

/**
 * 整改复查合格率 of the orders whose term, or whose re-check, lies in a year (`YYYY`) up to today, of some departments: of every
 * department for those who oversee, else of the own. It reads what is open and what has ended since that year began.
 */
export async function rectificationFigures(
  { records }: { readonly records: Records },
  { year, departments }: { readonly year: string; readonly departments?: readonly DepartmentCode[] | undefined },
  { scope, department }: Actor,
  now: Date,
): Promise<RectificationFigures> {
  const of = (departments ?? departmentCodes).filter((each) => scope === 'any' || each === department);
  const where = [{ field: 'kind', equals: 'rectify' }] as const;
  const open = (page: PageRequest) => records.list({ kind: 'follow-up', in: 'sent', of, where, page });
  const between = [`${year}-01-01`, '9999'] as const;
  const ended = (page: PageRequest) => records.list({ kind: 'follow-up', in: 'ended', of, where, between, page });
  const today = localDateOf(now);
  let [passed, due] = [0, 0];
  for (const list of [open, ended]) {
    for await (const { value } of every(list, pageSize)) {
      const came = outcomeOf(value, today);
      if (!came?.on.startsWith(year)) continue;
      due += 1;
      if (came.passed) passed += 1;
    }
  }
  return { passed, due, share: due === 0 ? null : rateOf(passed, due) };
}

/** What came of an order, and the day by which that counts; nothing while its term runs, and of one that was cancelled. */
function outcomeOf({ status, rectification, extension }: FollowUp, today: LocalDate) {
  if (!rectification || status === 'cancelled') return undefined;
  const { status: state, recheck, term } = rectification;
  if (recheck && (state === 'verified' || state === 'failed')) return { on: recheck.on, passed: state === 'verified' };
  const end = extension?.to ?? term;
  return end < today ? { on: end, passed: false } : undefined;
}
