import { departmentName } from '../codes/departments.ts';
import type { Batch, MatchFailure } from '../domain/batch.ts';
import type { Frame } from '../domain/batch-frames.ts';
import { matchInspectorOf } from '../domain/match-inspector.ts';
import { DepartmentCode } from '../domain/primitives.ts';
import type { VisitItem } from '../domain/visit.ts';
import { matchTeams, type Team } from '../draw/match.ts';
import type { Bottleneck } from '../draw/match-bottleneck.ts';
import type { Exclusion, MatchInput } from '../draw/match-input.ts';
import type { VisitCheck } from '../draw/visits.ts';
import { err, ok, type Result } from '../result.ts';
import { PreviousTeams, readFrozenFrame, readSealed } from './draw-files.ts';
import { frozenRows, memberOf, snapshotOf } from './draw-rows.ts';
import type { ObjectVisit, SelectedVisit } from './draw-selection.ts';
import type { Blobs, Registry, StoredRow } from './ports.ts';

interface MatchDeps {
  readonly blobs: Blobs;
  readonly registry: Registry;
}

/** The inspectors of the batch as they were when it was frozen. */
export async function frozenInspectors(deps: MatchDeps, batch: Batch): Promise<readonly StoredRow<'inspector'>[]> {
  const inspectors: StoredRow<'inspector'>[] = [];
  for (const frame of batch.inspectorFrames) {
    inspectors.push(...(await frozenRows(deps, 'inspector', await readFrozenFrame(deps, frame))));
  }
  return inspectors;
}

/** What the matching decides from; the same for whoever runs it, since all of it was frozen with the batch. */
export async function matchInputOf(
  deps: MatchDeps,
  batch: Batch,
  seed: string,
  visits: MatchInput['visits'],
  inspectors: readonly StoredRow<'inspector'>[],
): Promise<MatchInput> {
  const items = new Map(batch.frames.flatMap((frame) => frame.items.map((item) => [item.id, item] as const)));
  return {
    seed,
    window: batch.window,
    perDepartment: batch.matching.perDepartment,
    visits,
    items: [...items.values()].map(({ id, qualification }) => ({
      id,
      ...(qualification !== undefined && { qualification }),
    })),
    inspectors: inspectors.map(({ value }) => matchInspectorOf(value)),
    recusals: inspectors.flatMap(({ value }) =>
      value.recusals.map(({ objectId }) => ({ inspectorId: value.id, objectId })),
    ),
    previousTeams: await readSealed(deps, batch.previousTeams, PreviousTeams),
  };
}

/** R2: every drawn visit with a lawful team of each department, or the departments that cannot serve theirs. */
export async function matchVisits(
  deps: MatchDeps,
  batch: Batch,
  seed: string,
  visits: readonly ObjectVisit[],
): Promise<Result<readonly SelectedVisit[], readonly MatchFailure[]>> {
  const inspectors = await frozenInspectors(deps, batch);
  const asked = visits.map(({ objectId, checks }) => ({ objectId, checks }));
  const teams = matchTeams(await matchInputOf(deps, batch, seed, asked, inspectors));
  if (!teams.ok) return err(teams.error.bottlenecks.map((each) => matchFailureOf(batch, each)));

  const objects = await frozenRows(
    deps,
    'object',
    visits.map(({ objectId, version }) => ({ id: objectId, version })),
  );
  const byId = new Map(inspectors.map((row) => [row.value.id, row]));
  const teamOf = new Map(teams.value.map((team) => [teamKey(team), team]));
  return ok(
    visits.map(({ objectId, ticket, drawnIn, checks }, index): SelectedVisit => {
      const object = objects[index];
      if (!object) throw new Error(`object ${objectId} was not read`);
      return {
        ticket,
        drawnIn,
        visit: {
          batchId: batch.id,
          object: snapshotOf(object),
          lead: leadOf(batch, checks),
          parts: checks.map((check) => ({
            department: DepartmentCode.parse(check.department),
            items: itemsOf(batch, check),
            team: (teamOf.get(teamKey({ objectId, department: check.department }))?.members ?? []).map((id) => {
              const member = byId.get(id);
              if (!member) throw new Error(`inspector ${id} stands in no frame`);
              return memberOf(member);
            }),
          })),
          window: batch.window,
        },
      };
    }),
  );
}

const teamKey = ({ objectId, department }: Pick<Team, 'objectId' | 'department'>): string =>
  `${objectId} ${department}`;

/** The lead of the first entry that drew the object, in the order of the batch. */
export function leadOf({ frames, entries, department }: Batch, checks: readonly VisitCheck[]): DepartmentCode {
  const asking = new Set(checks.flatMap((check) => check.frames));
  const first = frames.find(({ frame }) => asking.has(frame));
  return first ? entryOf(entries, first).lead : department;
}

/** What a department checks at a visit: items asked for by several entries once, for the first of them. */
export function itemsOf({ frames, entries }: Batch, { department, frames: asking, items }: VisitCheck): VisitItem[] {
  const own = frames.filter((frame) => frame.department === department && asking.includes(frame.frame));
  return items.map((id) => {
    const frame = own.find((each) => each.items.some((item) => item.id === id));
    const item = frame?.items.find((each) => each.id === id);
    if (!frame || !item) throw new Error(`item ${id} stands in no frame of ${department}`);
    return { id, version: item.version, name: item.name, taskId: entryOf(entries, frame).taskId };
  });
}

function entryOf(entries: Batch['entries'], { planId, entryId }: Frame): Batch['entries'][number] {
  const entry = entries.find((each) => each.planId === planId && each.entryId === entryId);
  if (!entry) throw new Error(`frame of unknown entry ${entryId}`);
  return entry;
}

const exclusionWords: Readonly<Record<Exclusion, string>> = {
  inactive: '已停用',
  certificate: '执法证件有效期不覆盖检查期',
  scope: '检查事项不在其执法范围',
  recusal: '应当回避',
  qualification: '不具备所需资格',
  capacity: '任务已满',
};

const namedVisits = 100;

/** A bottleneck in the words the public record uses: counts and constraints, no names. */
export function matchFailureOf({ matching }: Pick<Batch, 'matching'>, bottleneck: Bottleneck): MatchFailure {
  const { constraint, missing, visits, qualifications, serving, excluded } = bottleneck;
  const department = DepartmentCode.parse(bottleneck.department);
  const kept = [...Map.groupBy(excluded, (each) => each.constraint)].map(
    ([why, rows]) => `${exclusionWords[why]}${new Set(rows.map(({ inspector }) => inspector)).size} 人`,
  );
  const reason = [
    `${departmentName(department)}的 ${visits.length} 次检查每次需 ${matching.perDepartment} 名执法人员，可参加的 ${serving.length} 名`,
    ...(qualifications.length > 0 ? [`缺少资格：${qualifications.join('、')}`] : []),
    ...(kept.length > 0 ? [`不能参加的：${kept.join('，')}`] : []),
  ].join('；');
  return { department, constraint, missing, reason, visits: visits.slice(0, namedVisits), visitCount: visits.length };
}
