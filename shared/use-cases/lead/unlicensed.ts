import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { routeUnlicensed, type UnlicensedFacts } from '../../domain/lead/route-unlicensed.ts';
import { isBeingHandled } from '../../domain/lead/states.ts';
import {
  handlerFault,
  missingInOutcome,
  type Recheck,
  type UnlicensedCase,
  type UnlicensedOutcomeContent,
} from '../../domain/lead/unlicensed.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Actor } from '../actor.ts';
import type { Records, Stored } from '../ports/records.ts';
import { over } from './handle-lead.ts';
import { changeLead, type LeadDeps, type LeadFailure, type LeadRequest } from './lead-deps.ts';
import { leadVisits } from './lead-visits.ts';

type Changed = Promise<Result<Stored<Lead>, LeadFailure>>;

export interface Classification
  extends LeadRequest,
    Pick<UnlicensedCase, 'licenceName' | 'handlerBasis' | 'exemption'> {
  readonly facts: UnlicensedFacts;
  /** Who is to handle it; by the regulation unless somebody says otherwise. */
  readonly handler?: UnlicensedCase['handler'];
}

/**
 * R26: says what the operation is by the regulation, and who handles it; another handler needs a legal text. Facts by which
 * nothing is lacking take back what was said before by mistake.
 */
export const classifyUnlicensed = (
  deps: LeadDeps,
  { id, version, facts, handler: wanted, ...said }: Classification,
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { id, version, act: 'classify-unlicensed' }, actor, now, async (lead) => {
    if (!isBeingHandled(lead.status)) return over(lead, '认定无证无照经营');
    if (lead.unlicensed && lead.unlicensed.outcomes.length > 0)
      return err({ kind: 'not-ready', entity: 'lead', reason: '已登记处理结果，不能再改变认定' });
    const { kind, handler } = routeUnlicensed(facts);
    if (kind === null) {
      const { unlicensed: mistaken, ...cleared } = lead;
      if (!mistaken) return invalid('body.facts', '证照齐全或无须办理，不属于无证无照经营');
      return ok({ lead: cleared, facts: { unlicensed: 'cleared' } });
    }
    if (kind === 'n0' && said.exemption === undefined) return invalid('body.exemption', '应写明属于第三条的哪种情形');
    if (kind !== 'n0' && said.exemption !== undefined) return invalid('body.exemption', '不属于第三条的情形');
    const other = wanted !== undefined && wanted !== handler;
    if (other && (said.handlerBasis === undefined || kind === 'n0'))
      return err({ kind: 'wrong-handler', handler: handler ?? '' });
    const agreed = wanted ?? handler ?? undefined;
    const unlicensed: UnlicensedCase = {
      ...said,
      facts,
      kind,
      ...(agreed !== undefined && { handler: agreed }),
      outcomes: [],
      by: actor.id,
      on: localDateOf(now),
    };
    return ok({ lead: { ...lead, unlicensed }, facts: { unlicensed: kind } });
  });

/** Records what the handling department did. A later outcome follows an earlier one, which stays. */
export const recordUnlicensedOutcome = (
  deps: LeadDeps,
  { id, version, ...outcome }: LeadRequest & UnlicensedOutcomeContent,
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { id, version, act: 'record-unlicensed-outcome' }, actor, now, async (lead) => {
    const found = handledHere(lead, '登记无证无照处理结果');
    if (!found.ok) return found;
    const today = localDateOf(now);
    const errors = [
      ...missingInOutcome(outcome),
      ...(outcome.term !== undefined && outcome.term <= today
        ? [{ path: 'body.term', message: '期限应晚于今天' }]
        : []),
      ...(outcome.receiver === lead.department ? [{ path: 'body.receiver', message: '不能通报本部门' }] : []),
      ...(await strangers(deps, lead, outcome)),
    ];
    if (errors.length > 0) return err({ kind: 'invalid-input', errors });
    const outcomes = [
      ...found.value.outcomes,
      { ...outcome, on: today, by: actor.id, ordersBefore: lead.checkOrders?.length ?? 0 },
    ];
    if (outcomes.length > mostOutcomes) return invalid('body.code', `最多登记${mostOutcomes}项处理结果`);
    return ok({ lead: { ...lead, unlicensed: { ...found.value, outcomes } } });
  });

const mostOutcomes = 20;

/** R27: records what a later check of the same lead found of the licence that the term was set for. */
export const recheckUnlicensed = (
  deps: LeadDeps,
  { id, version, ...said }: LeadRequest & Pick<Recheck, 'visitId' | 'licensed' | 'licenceNumber' | 'note'>,
  actor: Actor,
  now: Date,
): Changed =>
  changeLead(deps, { id, version, act: 'recheck-unlicensed' }, actor, now, async (lead) => {
    const found = handledHere(lead, '登记复查');
    if (!found.ok) return found;
    const { outcomes } = found.value;
    const last = outcomes.at(-1);
    if (last?.code !== 'o1' || last.recheck)
      return err({ kind: 'not-ready', entity: 'lead', reason: '没有待复查的督促办证' });
    if (said.licensed && said.licenceNumber === undefined)
      return invalid('body.licenceNumber', '应写明所出示证照的编号');
    const visit = (await leadVisits(deps.records, lead)).find((each) => each.id === said.visitId);
    if (!visit) return err({ kind: 'unknown-reference', entity: 'visit', id: said.visitId });
    const { status, completedOn: on } = visit;
    const later = { ...lead, checkOrders: lead.checkOrders?.slice(last.ordersBefore ?? 0) };
    const ordered = (await leadVisits(deps.records, later)).some((each) => each.id === visit.id);
    if (!ordered || status !== 'completed' || on === undefined || on < last.on)
      return invalid('body.visitId', '复查应是督促办证之后批准检查并实施完毕的检查');
    const recheck = { ...said, on, by: actor.id };
    const checked = [...outcomes.slice(0, -1), { ...last, recheck }];
    return ok({ lead: { ...lead, unlicensed: { ...found.value, outcomes: checked } } });
  });

/** The case of a lead that its own department handles. */
function handledHere(lead: Lead, act: string): Result<UnlicensedCase, LeadFailure> {
  const { unlicensed, status, department } = lead;
  if (!isBeingHandled(status) || status === 'registered') return over(lead, act);
  if (!unlicensed || unlicensed.kind === 'n0')
    return err({ kind: 'not-ready', entity: 'lead', reason: '尚未认定为无证无照经营' });
  const fault = handlerFault(unlicensed, department);
  return fault ? err(fault) : ok(unlicensed);
}

/** Officers who are no inspectors of the department, and photos that are no evidence of a check of this lead. */
async function strangers(
  { records, registry }: Pick<LeadDeps, 'records' | 'registry'>,
  lead: Lead,
  { officers = [], photos = [] }: UnlicensedOutcomeContent,
) {
  const rows = await Promise.all(officers.map((id) => registry.find('inspector', id)));
  const known = photos.length > 0 ? await evidenceOf(records, lead) : new Set();
  const same = officers.length > 0 && new Set(officers).size < 2;
  return [
    ...rows.flatMap((row, at) =>
      row?.value.department === lead.department && row.value.status === '有效'
        ? []
        : [{ path: `body.officers.${at}`, message: '不是本部门有效的执法人员' }],
    ),
    ...(same ? [{ path: 'body.officers', message: '应由两名以上执法人员实施' }] : []),
    ...photos.flatMap((id, at) =>
      known.has(id) ? [] : [{ path: `body.photos.${at}`, message: '不是本线索检查的证据' }],
    ),
  ];
}

async function evidenceOf(records: Records, lead: Lead): Promise<ReadonlySet<string>> {
  const visits = await leadVisits(records, lead);
  const results = await Promise.all(visits.map(({ id }) => records.find('result', resultIdOf(id, lead.department))));
  return new Set(results.flatMap((result) => result?.value.evidence.map(({ id }) => id) ?? []));
}

const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
