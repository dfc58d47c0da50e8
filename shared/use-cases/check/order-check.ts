import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { localDateOf } from '../../calendar/local-date.ts';
import { type CheckOrder, type CheckOrderContent, mostOrders } from '../../domain/check/check-order.ts';
import type { Lead } from '../../domain/lead/lead.ts';
import { leadWords } from '../../domain/lead/states.ts';
import type { InspectionObject } from '../../domain/registry/registry.ts';
import type { Actor } from '../actor.ts';
import { changeRecord } from '../change-record.ts';
import { createRecord, eventOf } from '../changes.ts';
import { checkTexts } from '../lead/exposed-texts.ts';
import { findLead } from '../lead/lead-deps.ts';
import { resolveObject } from '../lead/resolve-object.ts';
import { readItemList, usableItems } from '../plan/item-list.ts';
import type { Stored } from '../ports/records.ts';
import { checksOfObject } from './checks-of-object.ts';
import { lawfulTeam } from './chosen-team.ts';
import { type CheckDeps, type CheckFailure, findCheckOrder } from './order-deps.ts';

export interface OrderEntry extends CheckOrderContent {
  readonly id: string;
  readonly leadId?: string | undefined;
}

/**
 * R18: writes the order of a direct check on a lead of the own department that was accepted. It shows, and keeps, the
 * checks that the object has had in the year by all departments; the cap does not hold it up, but it counts (R24). The lead
 * names its orders, so that of two acts on it at once one sees the other.
 */
export async function orderCheck(
  deps: CheckDeps,
  { id, leadId, ...content }: OrderEntry,
  actor: Actor,
  now: Date,
): Promise<Result<Stored<CheckOrder>, CheckFailure>> {
  const made = await findCheckOrder(deps, id, actor);
  if (made.ok) return made;
  if (leadId === undefined) return err({ kind: 'lead-required' });
  const ordered = await changeRecord<'lead', CheckFailure>(
    deps,
    'lead',
    { id: leadId, find: () => leadOf(deps, leadId, actor) },
    async ({ value: lead }) => {
      const order = await draftOf(deps, lead, { id, ...content }, actor, now);
      if (!order.ok) return order;
      const { checkOrders = [] } = lead;
      if (checkOrders.length >= mostOrders) return notReady(`一条线索最多办理${mostOrders}次检查批准`);
      const facts = { lead: lead.number, checksOfYear: order.value.checksOfYear.length };
      return ok({
        value: { ...lead, checkOrders: [...checkOrders, id] },
        event: eventOf('write-order', actor, now, { order: id }),
        also: [createRecord('check-order', id, order.value, eventOf('create', actor, now, facts))],
      });
    },
  );
  return ordered.ok || ordered.error.kind === 'already-exists' ? findCheckOrder(deps, id, actor) : ordered;
}

async function leadOf(
  deps: CheckDeps,
  id: string,
  actor: Actor,
): Promise<Result<Stored<Lead>, Failure<'unknown-reference'>>> {
  const found = await findLead(deps, id, actor);
  return found.ok ? found : err({ kind: 'unknown-reference', entity: 'lead', id });
}

async function draftOf(
  deps: CheckDeps,
  lead: Lead,
  { id, items, window, team, leader, objectId, ...texts }: CheckOrderContent & { readonly id: string },
  actor: Actor,
  now: Date,
): Promise<Result<CheckOrder, CheckFailure>> {
  if (lead.status !== 'accepted' && lead.status !== 'checking')
    return notReady(`线索${leadWords.states[lead.status]}，受理后方可办理检查批准`);
  if (window.to < localDateOf(now)) return invalid('body.window.to', '检查期已经结束');
  if (window.from.slice(0, 4) !== window.to.slice(0, 4)) return invalid('body.window.to', '检查期应在同一年内');
  const object = await objectOf(deps, lead, objectId);
  if (!object.ok) return object;
  const { department } = lead;
  const rows = usableItems(await readItemList(deps, [department]), { department, items: [...new Set(items)] });
  if (!rows.ok) return rows;
  const unexposed = await checkTexts(deps, lead, [
    { path: 'body.basis', text: texts.basis },
    { path: 'body.reason', text: texts.reason },
  ]);
  if (!unexposed.ok) return unexposed;
  const asked = { department, object: object.value, items: rows.value.map(({ value }) => value), window, team, leader };
  const lawful = await lawfulTeam(deps, asked, now);
  if (!lawful.ok) return lawful;
  const { members, perDepartment, ...led } = lawful.value;
  return ok({
    ...texts,
    ...led,
    id,
    department,
    leadId: lead.id,
    leadNumber: lead.number,
    objectId: object.value.id,
    objectName: object.value.name,
    items: rows.value.map(({ value, meta }) => ({ id: value.id, version: meta.version, name: value.name })),
    window,
    team: members,
    perDepartment,
    checksOfYear: await checksOfObject(deps, object.value, window.from),
    status: 'draft',
    requestedBy: actor.id,
    requestedAt: now.toISOString(),
  });
}

/** The object under the number that it has now: the lead's, or the one that somebody has found for a lead in words. */
async function objectOf(
  deps: CheckDeps,
  lead: Lead,
  given: string | undefined,
): Promise<Result<InspectionObject, Failure<'invalid-input' | 'unknown-reference'>>> {
  const [own, named] = [await resolveObject(deps, lead.objectId), await resolveObject(deps, given)];
  if (!own.ok) return own;
  if (!named.ok) return named;
  const object = own.value ?? named.value;
  if (!object) return invalid('body.objectId', '线索没有写明名录中的检查对象：请先将其列入名录，再填写编号');
  if (named.value && named.value.id !== object.id) return invalid('body.objectId', '与线索的检查对象不是同一个');
  return ok(object);
}

const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'lead', reason } as const);
const invalid = (path: string, message: string) => err({ kind: 'invalid-input', errors: [{ path, message }] } as const);
