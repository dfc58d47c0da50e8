import type { DepartmentCode } from '../../base/primitives.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { type BatchAct, type BatchSide, batchHandOvers } from '../../domain/batch/hand-overs.ts';
import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { officeDepartment } from '../../domain/notice/notice.ts';
import type { ObjectSnapshot } from '../../domain/visit/visit.ts';
import type { Actor } from '../actor.ts';
import { type Addressee, handedOver } from '../notice/handed-over.ts';
import { nameToTell } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** One inspector and the department that sends them. */
export interface Sent {
  readonly id: string;
  readonly department: DepartmentCode;
}

/** What an act on a batch is about, and whom it concerns beside those whom the batch names itself. */
export interface BatchMatter {
  /** The request that is asked or decided; a step of the batch has none. */
  readonly requestId?: string;
  /** Of a request about one visit. */
  readonly object?: Pick<ObjectSnapshot, 'name' | 'kind' | 'creditCode'>;
  readonly departments?: readonly DepartmentCode[];
  readonly teams?: readonly Sent[];
  /** Departments, or the office, that decide. */
  readonly deciders?: readonly (DepartmentCode | 'office')[];
  readonly concerned?: readonly DepartmentCode[];
}

const handOvers: HandOvers<BatchAct, BatchSide> = batchHandOvers;
/** A notice is one line of 300 characters. */
const longestTitle = 60;

/** Who is told of an act on a batch. What it is about makes a notice one: a step happens once, as does the decision on a request. */
export function batchNotices(
  act: BatchAct,
  batch: Batch,
  matter: BatchMatter,
  actor: Pick<Actor, 'name'>,
  now: Date,
): readonly Change[] {
  const { id, title, number } = batch;
  const { requestId, object, departments = batch.departments, teams = [], deciders = [], concerned = [] } = matter;
  const named = `抽取批次“${[...title].slice(0, longestTitle).join('')}”（${number}）`;
  const step = act === 'dispatch';
  const waiting = (waits: boolean) => (step ? 'visits-dispatched' : waits ? 'draw-waits' : 'draw-decided');
  const inbox = (department: DepartmentCode, waits: boolean): Addressee => ({ kind: waiting(waits), department });
  const office: Addressee = { kind: 'draw-requested', department: officeDepartment };
  // A dispatch leads to many results: they are found by the batch.
  const ids: Readonly<Record<string, string>> = step
    ? { batch: id }
    : { id, ...(requestId !== undefined && { requestId }) };
  const handed = {
    about: `${id}.${requestId ?? act}`,
    subject: object ? `${named}对“${nameToTell(object)}”的检查` : named,
    ids,
    inboxes: {
      office: () => [office],
      leads: (waits: boolean) => leadsOf(batch).map((each) => inbox(each, waits)),
      departments: (waits: boolean) => departments.map((each) => inbox(each, waits)),
      teams: (waits: boolean) => teams.map((each) => ({ ...inbox(each.department, waits), inspectorId: each.id })),
      deciders: (waits: boolean) => deciders.map((each) => (each === 'office' ? office : inbox(each, waits))),
      concerned: (waits: boolean) => [...new Set(concerned)].map((each) => inbox(each, waits)),
    },
  };
  return handedOver(handOvers[act], handed, actor, now);
}

/** Every department that leads an entry, the batch's own first. */
export const leadsOf = ({ department, entries }: Pick<Batch, 'department' | 'entries'>): readonly DepartmentCode[] => [
  ...new Set([department, ...entries.map(({ lead }) => lead)]),
];

/** How many notices fit the commit of a step, beside the batch, its public document, its campaign and its tasks: each takes two of a hundred actions. */
export const roomForNotices = ({ entries }: Pick<Batch, 'entries'>): number =>
  Math.max(0, Math.floor((100 - 12 - 2 * entries.length) / 2));
