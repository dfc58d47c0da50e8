import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { transition } from '../../base/transitions.ts';
import { checkRoom } from '../../domain/batch/row-limit.ts';
import { resultTransitions, resultWords } from '../../domain/result/states.ts';
import { derivedFrom } from '../../domain/visit/assignment.ts';
import { resultIdOf } from '../../domain/visit/visit-ids.ts';
import type { Actor } from '../actor.ts';
import { type BatchChangeFailure, type BatchDeps, changeBatch, type StoredBatch } from '../batch/change-batch.ts';
import { openKey } from '../batch/open-key.ts';
import { mayKnowObjects } from '../batch/read-batches.ts';
import { eventOf, replaceRecord } from '../changes.ts';
import { type DecisionFailure, decidable, replacedIn, visitToAmend } from './amendable.ts';
import { teamsAfterDraw } from './current-teams.ts';
import { decidesTeamChange, recusalRecorded, stillAhead } from './request-team-change.ts';

type Failures = BatchChangeFailure | DecisionFailure | Failure<'key-lost'>;

/** Replaces the member by the next candidate in the order of the draw; the rate of changes is public. */
export const approveTeamChange = (
  deps: BatchDeps,
  { id, requestId }: { readonly id: string; readonly requestId: string },
  actor: Actor,
  now: Date,
): Promise<Result<StoredBatch, Failures | Failure<'no-lawful-team'>>> =>
  changeBatch<Failures | Failure<'no-lawful-team'>>(deps, { id, action: 'change-team', actor, now }, async (batch) => {
    const changes = {
      requests: mayKnowObjects(batch, actor) ? batch.teamChanges : [],
      id: requestId,
      entity: 'team-change',
      act: '批准换员',
    };
    const asked = decidable(changes, actor);
    if (!asked.ok) return asked;
    const decides = decidesTeamChange(asked.value, actor);
    if (!decides.ok) return decides;
    if (asked.value.approvedAt !== undefined) return ok(undefined);
    const { visitId, department, inspectorId } = asked.value;
    const visit = await visitToAmend(deps.records, batch, visitId, actor);
    if (!visit.ok) return visit;
    const ahead = stillAhead(visit.value.value, department);
    if (!ahead.ok) return ahead;
    const recused = await recusalRecorded(deps, asked.value, visit.value.value.object.id);
    if (!recused.ok) return recused;
    const result = await deps.records.find('result', resultIdOf(visitId, department));
    if (!result) throw new Error(`visit ${visitId} has no result of ${department}`);
    const editable = transition(resultTransitions, resultWords, result.value.status, 'record');
    if (!editable.ok || result.value.completedOn !== undefined || result.value.edition > 0) {
      return err({ kind: 'not-ready', entity: 'result', reason: '检查结果已提交，不能再换员。' });
    }
    const { object, parts } = visit.value.value;
    const part = parts.find((each) => each.department === department);
    if (!part?.team.some((member) => member.id === inspectorId)) {
      return err({ kind: 'not-ready', entity: 'visit', reason: '该人员已不在检查组中。' });
    }
    const key = await openKey(deps, batch, 'team-change', actor, now);
    if (!key.ok) return key;
    const teams = await teamsAfterDraw(deps, batch, key.value);
    const staying = part.team.filter((member) => member.id !== inspectorId);
    const check = { department, items: part.items.map((item) => item.id) };
    const found = teams.teamFor(
      object,
      check,
      staying.map((member) => member.id),
      inspectorId,
    );
    if (!found.ok) return found;
    const joined = found.value.find((member) => !staying.some((stays) => stays.id === member.id));
    if (!joined) throw new Error('a team of the same size has a new member');

    // Remaining members are kept as the draw sent them; only the new member is stated as of today.
    const team = part.team.map((member) => (member.id === inspectorId ? joined : member));
    const { leader: led, ...rest } = part;
    const members = team.map((member) => member.id);
    const leader = led === inspectorId ? teams.leaderOf(object.id, members) : led;
    const changedPart = { ...rest, team, ...(leader !== undefined && { leader }) };
    const changedParts = parts.map((each) => (each.department === department ? changedPart : each));
    const event = eventOf('change-team', actor, now, { change: requestId, left: inspectorId, joined: joined.id });
    const changed = { ...visit.value.value, parts: changedParts, ...derivedFrom(changedParts) };
    const owed = { ...result.value, team, inspectors: members };
    const approved = { ...asked.value, approvedBy: actor.id, approvedAt: now.toISOString(), replacement: joined.id };
    const next = { ...batch, teamChanges: replacedIn(batch.teamChanges, approved) };
    const room = checkRoom(next, 'decide');
    if (!room.ok) return room;
    const { batchNotices } = await import('../batch/batch-notices.ts');
    const { requestedFrom } = asked.value;
    const told = {
      requestId,
      object,
      concerned: [department, requestedFrom],
      teams: [{ id: inspectorId, department }],
    };
    const sent = { requestId, object, departments: [], teams: [{ id: joined.id, department }] };
    return ok({
      batch: next,
      also: [
        replaceRecord('visit', visitId, visit.value, changed, event),
        replaceRecord('result', owed.id, result, owed, event),
        ...batchNotices('change-team', batch, told, actor, now),
        ...batchNotices('dispatch', batch, sent, actor, now),
      ],
      facts: { change: requestId, left: inspectorId, joined: joined.id },
    });
  });
