import { plans } from '../../shared/api/routes/plans.ts';
import type { Dependencies } from '../dependencies.ts';
import { onLambda, stepHandler } from '../http-handler.ts';
import { loadDependencies } from '../load-dependencies.ts';
import { abandonAdjustment } from './abandon-adjustment.ts';
import { adjustPlan } from './adjust-plan.ts';
import { approvePlan } from './approve-plan.ts';
import { closePlan } from './close-plan.ts';
import { createPlan } from './create-plan.ts';
import { getPlan } from './get-plan.ts';
import { listJointItems } from './list-joint-items.ts';
import { listPlanVersions } from './list-plan-versions.ts';
import { listPlans } from './list-plans.ts';
import { previewEntry } from './preview-entry.ts';
import { publishPlan } from './publish-plan.ts';
import { returnPlan } from './return-plan.ts';
import { submitPlan } from './submit-plan.ts';
import { updatePlan } from './update-plan.ts';

export const createHandler = (deps: Dependencies) =>
  stepHandler(
    plans,
    {
      createPlan,
      getPlan,
      listPlans,
      listPlanVersions,
      updatePlan,
      previewEntry,
      submitPlan,
      returnPlan,
      approvePlan,
      publishPlan,
      adjustPlan,
      abandonAdjustment,
      closePlan,
      listJointItems,
    },
    deps,
  );

export const handler = onLambda(createHandler, loadDependencies);
