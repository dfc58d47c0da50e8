import { checkOrderView, checks } from '../shared/api/routes/checks.ts';
import { shown, versioned } from '../shared/api/schemas.ts';
import { ok } from '../shared/base/result.ts';
import {
  approveCheckLate,
  approveCheckOrder,
  refuseCheckLate,
  refuseCheckOrder,
  submitCheckOrder,
  withdrawCheckOrder,
} from '../shared/use-cases/check/decide-order.ts';
import { dispatchCheck, enterUrgently } from '../shared/use-cases/check/dispatch-check.ts';
import { orderCheck } from '../shared/use-cases/check/order-check.ts';
import { findCheckOrder } from '../shared/use-cases/check/order-deps.ts';
import { listCheckOrders } from '../shared/use-cases/check/read-orders.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(checks, {
  createCheckOrder: async (deps, { body, newId, actor, now }) =>
    shown(await orderCheck(deps, { ...body, id: newId }, actor, now), checkOrderView),
  listCheckOrders: async (deps, { query, actor, page }) => {
    const found = await listCheckOrders(deps, query, actor, page);
    return ok({ ...found, items: found.items.map(versioned) });
  },
  getCheckOrder: async (deps, { params, actor }) => shown(await findCheckOrder(deps, params.id, actor), checkOrderView),
  submitCheckOrder: async (deps, { params, version, actor, now }) =>
    shown(await submitCheckOrder(deps, { ...params, version }, actor, now), checkOrderView),
  approveCheckOrder: async (deps, { params, version, actor, now }) =>
    shown(await approveCheckOrder(deps, { ...params, version }, actor, now), checkOrderView),
  refuseCheckOrder: async (deps, { params, body, version, actor, now }) =>
    shown(await refuseCheckOrder(deps, { ...params, ...body, version }, actor, now), checkOrderView),
  withdrawCheckOrder: async (deps, { params, body, version, actor, now }) =>
    shown(await withdrawCheckOrder(deps, { ...params, ...body, version }, actor, now), checkOrderView),
  dispatchCheck: async (deps, { params, version, actor, now }) =>
    shown(await dispatchCheck(deps, { ...params, version }, actor, now), checkOrderView),
  enterUrgently: async (deps, { params, body, version, actor, now }) =>
    shown(await enterUrgently(deps, { ...params, ...body, version }, actor, now), checkOrderView),
  approveCheckLate: async (deps, { params, version, actor, now }) =>
    shown(await approveCheckLate(deps, { ...params, version }, actor, now), checkOrderView),
  refuseCheckLate: async (deps, { params, body, version, actor, now }) =>
    shown(await refuseCheckLate(deps, { ...params, ...body, version }, actor, now), checkOrderView),
});

export const handler = onLambda(createHandler, loadDependencies);
