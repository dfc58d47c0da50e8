import { portal } from '../shared/api/routes/portal.ts';
import { shown } from '../shared/api/schemas.ts';
import { err, ok } from '../shared/base/result.ts';
import { localDateOf, yearOf } from '../shared/calendar/local-date.ts';
import { codeLists } from '../shared/codes/catalogue.ts';
import { departmentCodes } from '../shared/codes/departments.ts';
import { LogDocument } from '../shared/domain/audit/audit-log.ts';
import { shardCount } from '../shared/draw/merkle.ts';
import { CampaignDocument } from '../shared/public/campaign-document.ts';
import { PublishedListPart } from '../shared/public/draw-lists.ts';
import { FrameShardDocument } from '../shared/public/draw-schemas.ts';
import { AnyDrawDocument, isEarlierDraw } from '../shared/public/earlier-draw-schemas.ts';
import { ItemDocument, PlanDocument } from '../shared/public/plan-documents.ts';
import { editionPart } from '../shared/public/public-document.ts';
import { ResultDocument } from '../shared/public/result-document.ts';
import { codeInDraw } from '../shared/use-cases/draw/code-in-draw.ts';
import { publishedShard } from '../shared/use-cases/draw/published-frames.ts';
import { rowInDraw } from '../shared/use-cases/draw/row-in-draw.ts';
import { keptPage } from '../shared/use-cases/shared-records.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';
import { drawAsOf } from './portal/draw-as-of.ts';
import { published, readPage } from './portal/published.ts';
import { publishedFrame } from './portal/published-frame.ts';
import { publishedResults } from './portal/published-results.ts';

/** No plan is older than the policy that asks for it. */
const firstYear = 2020;

/** The year that is asked for, or all from the next one (whose plans are published in the autumn) back to the first. */
function yearsOf(year: string | undefined, now: Date): readonly string[] {
  if (year !== undefined) return [year];
  const next = yearOf(localDateOf(now)) + 1;
  return Array.from({ length: next - firstYear + 1 }, (_, back) => String(next - back));
}

const partOf = (edition: number | undefined) => (edition === undefined ? undefined : editionPart(edition));

export const createHandler = stepHandler(portal, {
  listPublicPlans: async (deps, { query, page, now }) => {
    const { department } = query;
    const ofYears = { kind: 'plan', in: 'ofYear', of: yearsOf(query.year, now), newestFirst: true } as const;
    const takesPart = (plan: PlanDocument): boolean =>
      plan.department === department ||
      plan.entries.some(({ departments }) => departments.some((one) => one.department === department));
    return ok(
      await keptPage(
        (each) => deps.published.list({ ...ofYears, page: each }),
        async (bodies) =>
          bodies.map((body) => PlanDocument.parse(body)).filter((plan) => !department || takesPart(plan)),
        page,
      ),
    );
  },
  getPublicPlan: (deps, { params, query }) =>
    published(deps.published, 'plan', PlanDocument, params.id, partOf(query.edition)),
  listPublicCampaigns: async (deps, { query, page, now }) => {
    const { department } = query;
    const where = department ? [{ field: 'participants', contains: department }] : [];
    const of = yearsOf(query.year, now);
    const list = { kind: 'campaign', in: 'ofYear', of, where, page, newestFirst: true } as const;
    return ok(readPage(CampaignDocument, await deps.published.list(list)));
  },
  getPublicCampaign: (deps, { params }) => published(deps.published, 'campaign', CampaignDocument, params.id),
  listPublicItems: async (deps, { query, page }) => {
    const departments = query.department ? [query.department] : departmentCodes;
    const where = query.name ? [{ field: 'name', contains: query.name }] : [];
    const list = { kind: 'item', in: 'ofDepartment', of: departments, where, page } as const;
    return ok(readPage(ItemDocument, await deps.published.list(list)));
  },
  listPublicLog: async (deps, { page }) =>
    ok(readPage(LogDocument, await deps.published.list({ kind: 'log', in: 'all', page, newestFirst: true }))),
  getPublicLogDay: (deps, { params }) => published(deps.published, 'log', LogDocument, params.day),
  getPublicItem: (deps, { params }) => published(deps.published, 'item', ItemDocument, params.id),
  listPublicDraws: async (deps, { query, page, now }) => {
    const where = query.department ? [{ field: 'departments', contains: query.department }] : [];
    const of = yearsOf(query.year, now);
    const list = { kind: 'draw', in: 'ofYear', of, where, page, newestFirst: true } as const;
    const found = readPage(AnyDrawDocument, await deps.published.list(list));
    return ok({ ...found, items: found.items.map((draw) => drawAsOf(draw, now)) });
  },
  getPublicDraw: async (deps, { params, now }) =>
    shown(await published(deps.published, 'draw', AnyDrawDocument, params.number), (draw) => drawAsOf(draw, now)),
  getPublicDrawRow: async (deps, { params: { number, row } }) => {
    const draw = await published(deps.published, 'draw', AnyDrawDocument, number);
    if (!draw.ok) return draw;
    if (isEarlierDraw(draw.value)) return err({ kind: 'not-found', entity: 'frame', id: row });
    return rowInDraw(deps.published, draw.value, row);
  },
  getPublicDrawCode: async (deps, { params: { number, id } }) => {
    const draw = await published(deps.published, 'draw', AnyDrawDocument, number);
    return draw.ok ? ok(await codeInDraw(deps.published, draw.value, id)) : draw;
  },
  /** The list is written before the record says so; a reader who guesses its address gets nothing until then. */
  listPublicDrawObjects: async (deps, { params: { number, part } }) => {
    const draw = await published(deps.published, 'draw', AnyDrawDocument, number);
    if (!draw.ok) return draw;
    if (draw.value.list?.publishedAt === undefined) return err({ kind: 'not-found', entity: 'draw', id: number });
    return published(deps.published, 'draw', PublishedListPart, number, `list-${part.padStart(4, '0')}`);
  },
  /** The database ends a page after a megabyte, so that any page fits the answer of a function. */
  listPublicFrameShards: async (deps, { params, page }) => {
    const list = await publishedFrame(deps.published, params);
    if (!list.ok) return list;
    const found = readPage(FrameShardDocument, await deps.published.parts('frame', list.value, page));
    return ok({ ...found, items: found.items.map((shard) => ({ ...shard, frame: params.frame })) });
  },
  getPublicFrameShard: async (deps, { params }) => {
    const { frame } = params;
    const shard = Number(params.shard);
    const list = await publishedFrame(deps.published, params);
    if (!list.ok) return list;
    if (shard >= shardCount) return err({ kind: 'not-found', entity: 'frame', id: frame });
    return ok({ frame, shard, lines: await publishedShard(deps.published, list.value, shard) });
  },
  listPublicResults: (deps, { query, page, now }) => publishedResults(deps.published, query, page, now),
  getPublicResult: (deps, { params, query }) =>
    published(deps.published, 'result', ResultDocument, params.id, partOf(query.edition)),
  listPublicCodes: async () => ok({ lists: codeLists }),
});

export const handler = onLambda(createHandler, loadDependencies);
