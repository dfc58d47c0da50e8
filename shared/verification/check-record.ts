import type { DrawDocument } from '../api/public-views.ts';
import { canonicalJson } from '../draw/canonical-json.ts';
import type { Manifest } from '../draw/manifest.ts';
import { roundTime } from '../draw/quicknet.ts';
import { sha256 } from '../draw/sha256.ts';
import type { VerificationStep } from '../draw/verify-frame.ts';
import type { RecordFile } from './record-file.ts';

type Fault = readonly [where: string, reason: string];

/**
 * Whether what the record shows is what its manifest says, and whether its parts belong to its state: a page shows the
 * record, and only the manifest is bound by the digest.
 */
export function checkRecord({ draw, list }: RecordFile, manifest: Manifest | undefined): VerificationStep {
  const fault =
    (manifest && manifestFault(draw, manifest)) ??
    replacedFault(draw) ??
    stateFault(draw) ??
    timeFault(draw) ??
    listFault(draw, list);
  return fault
    ? { step: 'record', outcome: 'failed', where: fault[0], reason: fault[1] }
    : { step: 'record', outcome: 'passed' };
}

function manifestFault(draw: DrawDocument, manifest: Manifest): Fault | undefined {
  const { randomness, matching } = manifest;
  if (canonicalJson(manifest) !== draw.manifest) return ['manifest', 'not-canonical'];
  if (manifest.batch !== draw.number) return ['number', 'differs-from-manifest'];
  if (matching && !same(matching.window, draw.window)) return ['window', 'differs-from-manifest'];
  if ('parties' in randomness) {
    const { parties = [], commitBy = '' } = draw.ceremony ?? {};
    if (!same(parties, randomness.parties)) return ['ceremony parties', 'differs-from-manifest'];
    if (commitBy !== randomness.deadline) return ['ceremony commitBy', 'differs-from-manifest'];
  }
  if ('round' in randomness) {
    const { chain, round, due } = draw.beacon ?? {};
    if (chain !== randomness.chain) return ['beacon chain', 'differs-from-manifest'];
    if (round !== randomness.round) return ['beacon round', 'differs-from-manifest'];
    if (due === undefined || Date.parse(due) !== roundTime(randomness.round).getTime())
      return ['beacon due', 'differs-from-manifest'];
  }
  if (draw.source !== undefined && draw.source !== randomness.kind) return ['source', 'differs-from-manifest'];
  return (
    framesFault(
      draw.frames.map((frame) => ({
        frame: frame.frame,
        department: frame.department,
        items: frame.items.map(({ id }) => id),
        root: frame.root,
        size: frame.size,
        strata: frame.strata.map(({ stratum, size, quota }) => ({ stratum, size, quota })),
      })),
      manifest.frames,
    ) ??
    framesFault(
      draw.inspectorFrames.map(({ frame, department, root, size }) => ({ frame, department, root, size })),
      (manifest.inspectors ?? []).map(({ frame, department, root, size }) => ({ frame, department, root, size })),
    ) ??
    framesFault(
      (draw.expertFrames ?? []).map(({ frame, department, root, size }) => ({ frame, department, root, size })),
      (manifest.experts ?? []).map(({ frame, department, root, size }) => ({ frame, department, root, size })),
    )
  );
}

function framesFault(
  shown: readonly { readonly frame: string }[],
  committed: readonly { readonly frame: string }[],
): Fault | undefined {
  const differing = committed.find((frame, index) => !same(shown[index], frame)) ?? shown[committed.length];
  return differing && [differing.frame, 'differs-from-manifest'];
}

/** Which parts a record of each state has. A voided one keeps what it had. */
const partsOf: Readonly<Record<DrawDocument['status'], Partial<Record<keyof DrawDocument, boolean>>>> = {
  frozen: { digest: false, seed: false, drawnAt: false, voided: false },
  committed: { manifest: true, digest: true, committedAt: true, seed: false, drawnAt: false, voided: false },
  revealed: { manifest: true, digest: true, randomness: true, seed: true, drawnAt: false, voided: false },
  drawn: { digest: true, seed: true, drawnAt: true, list: true, dispatchedAt: false, voided: false },
  'match-failed': { digest: true, seed: true, drawnAt: true, matchFailure: true, list: false, voided: false },
  dispatched: { digest: true, seed: true, drawnAt: true, list: true, dispatchedAt: true, voided: false },
  voided: { voided: true },
};

function stateFault(draw: DrawDocument): Fault | undefined {
  const wrong = Object.entries(partsOf[draw.status]).find(
    ([part, needed]) => (Object.entries(draw).find(([key]) => key === part)?.[1] !== undefined) !== needed,
  );
  return wrong && [`${draw.status} ${wrong[0]}`, wrong[1] ? 'part-missing' : 'part-too-early'];
}

/** A digest that was public before the source of randomness was changed is that of its manifest. */
function replacedFault({ replaced = [] }: DrawDocument): Fault | undefined {
  const index = replaced.findIndex(({ manifest, digest }) => sha256(manifest) !== digest);
  return index < 0 ? undefined : [`replaced ${index + 1}`, 'digest-differs'];
}

/** Each step is public before the next can begin. */
function timeFault(draw: DrawDocument): Fault | undefined {
  const times = [
    ['frozenAt', draw.frozenAt],
    ['committedAt', draw.committedAt],
    ['commitBy', draw.ceremony?.commitBy],
    ['beacon due', draw.beacon?.due],
    ['drawnAt', draw.drawnAt],
    ['dispatchedAt', draw.dispatchedAt],
  ] as const;
  const known = times.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at: Date.parse(at) }]));
  const early = known.find(({ at }, index) => at < (known[index - 1]?.at ?? at));
  return early && [early.name, 'out-of-order'];
}

function listFault(draw: DrawDocument, list: RecordFile['list']): Fault | undefined {
  if ((draw.list?.publishedAt !== undefined) !== (list !== undefined))
    return ['list', list ? 'part-too-early' : 'part-missing'];
  if ((draw.list?.publishedAt !== undefined) !== (draw.list?.salt !== undefined)) return ['list salt', 'part-missing'];
  if (list && list.length !== draw.visits) return ['visits', 'count-differs'];
  return undefined;
}

const same = (a: unknown, b: unknown): boolean =>
  a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b);
