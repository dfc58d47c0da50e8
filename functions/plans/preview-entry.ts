import { plans } from '../../shared/api/routes/plans.ts';
import { previewEntry as preview } from '../../shared/use-cases/plan/preview-entry.ts';
import { operation } from '../http-handler.ts';

export const previewEntry = operation(plans.routes.previewEntry, (deps, { params, body, actor }) =>
  preview(deps, params.id, body, actor),
);
