import * as z from 'zod';
import { DepartmentCode } from '../../base/primitives.ts';
import { ExemptionReport } from '../../domain/follow-up/exemption.ts';
import { RectificationOrder, RectificationRecheck, RectificationReport } from '../../domain/follow-up/rectification.ts';
import { ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { listOf } from '../schemas.ts';
import { act } from './follow-up-views.ts';

/** What the own department does itself. 责令改正 (R38): the order with its term, what is reported, and the re-check by two. Its head extends it as any follow-up. 免罚 (R40). */
export const ownRoutes = {
  orderRectification: act(
    'order',
    { zh: '下达责令改正通知', en: 'Order that something is put right, at once or by a day' },
    ownOfficers,
    RectificationOrder,
  ),
  reportRectified: act(
    'report-rectified',
    { zh: '登记改正报告', en: 'Record that it is said to be put right' },
    ownOfficers,
    RectificationReport,
  ),
  recheckRectification: act(
    'recheck',
    { zh: '登记复查结果', en: 'Record the re-check by two inspectors, and what follows where not all was put right' },
    ownOfficers,
    RectificationRecheck,
  ),
  getRectificationFigures: {
    method: 'GET',
    path: '/rectification-figures',
    summary: { zh: '整改复查合格率', en: 'How many orders of a year were found carried out, of those that are due' },
    access: ownOfficersAndOverseers,
    query: z.object({ year: z.string().regex(/^20\d\d$/), department: listOf(DepartmentCode).optional() }),
    success: {
      status: 200,
      body: z.object({
        passed: z.int(),
        due: z.int(),
        /** In ten-thousandths. */
        share: z.int().nullable(),
      }),
    },
    failures: [],
  },
  grantExemption: act(
    'exempt',
    { zh: '作出轻微免罚决定', en: 'Grant an exemption of a first, light violation, with its conditions' },
    ownOfficers,
    ExemptionReport,
  ),
} as const;
