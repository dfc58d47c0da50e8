import { DepartmentCode } from '../../base/primitives.ts';
import { dryDraw, objectsOf } from '../../domain/rehearsal/dry-draw.ts';
import { type RehearsalGroup, rehearsalSeeds } from '../../domain/rehearsal/rehearsal.ts';
import { failureTally, loadTally, visitTally } from '../../domain/rehearsal/tally.ts';
import { rehearsalSeed } from '../../draw/rehearsal-seed.ts';
import { dryMatch, matchWork } from './dry-match.ts';
import type { GroupInputs } from './inputs.ts';

/** Tickets that one rehearsal may compute, for drawing and again for matching: some minutes of one processor. */
export const rehearsalWork = 120_000_000;
/** However large the frames: fewer dry runs than this prove nothing. */
const fewest = 5;

/** The work done since the last step, so that a job knows when to report progress. */
export type DryStep = number;

/**
 * Rehearses one group of entries, one dry run at a time. A count of tickets bounds the work, not a clock, so the same
 * inputs give the same figures on any machine; if fewer seeds were run, the notes say so.
 */
export function* rehearseGroup(inputs: GroupInputs, work: number): Generator<DryStep, RehearsalGroup> {
  const { frames, facts, roster, digest, entries, notes } = inputs;
  const draw = dryDraw(frames);
  const [visits, loads, failures] = [
    visitTally(frames, facts),
    loadTally(roster.inspectors, roster.window),
    failureTally(),
  ];
  const seeds = seedsWithin(work, draw.tickets);
  const matching = { seeds: 0, feasible: 0 };
  let left = work;
  for (let index = 0; index < seeds; index += 1) {
    const seed = rehearsalSeed(digest, index);
    const drawn = draw.visits(seed);
    visits.add(drawn);
    const toMatch = matchWork(roster, drawn);
    if (left >= toMatch || matching.seeds < fewest) {
      left -= toMatch;
      matching.seeds += 1;
      const matched = dryMatch(roster, seed, drawn, (id) => facts.get(id)?.township);
      if (matched.ok) {
        matching.feasible += 1;
        loads.add(matched.value);
      } else failures.add(matched.error);
    }
    yield draw.tickets + toMatch;
  }
  const departments = [...new Set(frames.flatMap(({ parts }) => parts.map(({ department }) => department)))];
  return {
    entries: [...entries],
    window: roster.window,
    objects: draw.objects,
    ...visits.counted(),
    departments: departments.map((department) => ({
      department: DepartmentCode.parse(department),
      objects: objectsOf(frames, department).size,
      visits: visits.visitsOf(department),
      ...loads.loadsOf(department),
    })),
    matching: { ...matching, bottlenecks: failures.all() },
    notes: [...notes, ...shortened(seeds, matching.seeds)],
  };
}

const seedsWithin = (work: number, tickets: number): number =>
  Math.max(fewest, Math.min(rehearsalSeeds, Math.floor(work / Math.max(1, tickets))));

const shortened = (seeds: number, matched: number): readonly string[] => [
  ...(seeds < rehearsalSeeds ? [`对象过多，只演练了 ${seeds} 次。`] : []),
  ...(matched < seeds ? [`检查与人员过多，只对其中 ${matched} 次演练了人员匹配。`] : []),
];
