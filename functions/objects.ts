import type { Principal } from '../shared/api/principal.ts';
import { objects } from '../shared/api/routes/objects.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ownPart } from '../shared/domain/registry/supervision.ts';
import type { StoredRow } from '../shared/use-cases/ports/registry.ts';
import {
  endOffer,
  joinObject,
  leaveObject,
  offerObject,
  takeOverObject,
} from '../shared/use-cases/registry/supervise-object.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { registryOperations } from './registry-operations.ts';

/** What a department has of an object is for itself. */
const own = ({ value }: StoredRow<'object'>, { department }: Principal) => {
  const supervision = ownPart(value, department);
  return supervision && { supervision };
};
const viewFor = (actor: Principal) => (row: StoredRow<'object'>) => ({ ...versioned(row), ...own(row, actor) });

export const createHandler = stepHandler(objects, {
  ...registryOperations(
    'object',
    objects,
    async (_, rows, actor) => new Map(rows.map((row) => [row.value.id, own(row, actor) ?? {}])),
  ),
  joinObject: async (deps, { params, body, actor, now }) =>
    shown(await joinObject(deps, params.id, body, actor, now), viewFor(actor)),
  leaveObject: async (deps, { params, actor, now }) =>
    shown(await leaveObject(deps, params.id, actor, now), ({ value: { id } }) => ({ id })),
  offerObject: async (deps, { params, body, actor, now }) =>
    shown(await offerObject(deps, { id: params.id, to: body.to }, actor, now), viewFor(actor)),
  endOffer: async (deps, { params, actor, now }) => shown(await endOffer(deps, params.id, actor, now), viewFor(actor)),
  takeOverObject: async (deps, { params, actor, now }) =>
    shown(await takeOverObject(deps, params.id, actor, now), viewFor(actor)),
});

export const handler = onLambda(createHandler, loadDependencies);
