import { plans } from '../../shared/api/routes/plans.ts';
import { ok } from '../../shared/base/result.ts';
import { listJointItems as list } from '../../shared/use-cases/plan/item-list.ts';
import { operation } from '../http-handler.ts';

export const listJointItems = operation(plans.routes.listJointItems, async (deps) => ok({ items: await list(deps) }));
