import type { StratumSize } from '../strata.ts';
import { byTicket } from '../ticket-order.ts';
import type { ManifestFrame } from './manifest.ts';
import { readFrame } from './read-frame.ts';
import type { FrameResult, ReserveCalled, StratumResult } from './record.ts';
import { objectSelector, type StratumSelection } from './select.ts';
import { objectTicket } from './tickets.ts';
import type { VerificationStep } from './verification-step.ts';
import { callsOf, mostCalls, reserveStep } from './verify-reserves.ts';

/**
 * Checks one frame's file against the manifest, and the selection and the reserves called since against the file, in
 * one pass over the lines.
 */
export function checkFrame(
  seed: string,
  frame: ManifestFrame,
  result: FrameResult | undefined,
  lines: Iterable<string> | undefined,
  reserves: readonly ReserveCalled[] = [],
): readonly VerificationStep[] {
  if (!result) return [{ step: 'selection', outcome: 'failed', where: frame.frame, reason: 'frame-missing' }];
  if (!lines) {
    return [
      { step: 'frame', outcome: 'not-checked', where: frame.frame, reason: 'frame-file-not-given' },
      ...checkStrata(frame, result, (stratum, stated) => ticketFault(seed, stratum.quota, stratum.size, stated)),
      ...result.strata.flatMap((stated) => {
        const calls = callsOf(reserves, frame.frame, stated.stratum);
        return reserveStep(`${frame.frame} ${stated.stratum}`, seed, stated, calls, undefined);
      }),
    ];
  }
  const strata = frame.strata.map(({ stratum }) => stratum);
  const selector = objectSelector({ seed, strata: frame.strata, reserves: mostCalls(reserves, frame.frame, strata) });
  const read = readFrame(lines, (row) => void selector.add(row));
  if (!read.ok) {
    const { kind, line } = read.error;
    return [{ step: 'frame', outcome: 'failed', where: `${frame.frame} line ${line}`, reason: kind }];
  }
  const selection = new Map(selector.selection().map((drawn) => [drawn.stratum, drawn]));
  return [
    frameStep(frame, read.value),
    ...checkStrata(frame, result, ({ stratum }, stated) => selectionFault(selection.get(stratum), stated)),
    ...result.strata.flatMap((stated) => {
      const calls = callsOf(reserves, frame.frame, stated.stratum);
      const next = selection.get(stated.stratum)?.reserves ?? [];
      return reserveStep(`${frame.frame} ${stated.stratum}`, seed, stated, calls, next);
    }),
  ];
}

function frameStep(
  { frame, root, size, strata }: ManifestFrame,
  read: { readonly root: string; readonly size: number; readonly strata: readonly StratumSize[] },
): VerificationStep {
  const failed = (reason: string, where = frame) => ({ step: 'frame', outcome: 'failed', where, reason }) as const;
  if (read.root !== root) return failed('root-differs');
  if (read.size !== size) return failed('size-differs');
  const sizes = new Map(read.strata.map((stratum) => [stratum.stratum, stratum.size]));
  const differing = strata.find((stratum) => (sizes.get(stratum.stratum) ?? 0) !== stratum.size);
  if (differing) return failed('stratum-size-differs', `${frame} ${differing.stratum}`);
  return { step: 'frame', outcome: 'passed', where: frame };
}

function checkStrata(
  { frame, strata }: ManifestFrame,
  result: FrameResult,
  faultOf: (stratum: ManifestFrame['strata'][number], stated: StratumResult) => string | undefined,
): readonly VerificationStep[] {
  const stray = result.strata.filter(({ stratum }) => strata.every((committed) => committed.stratum !== stratum));
  return [
    ...stray.map(
      ({ stratum }) =>
        ({
          step: 'selection',
          outcome: 'failed',
          where: `${frame} ${stratum}`,
          reason: 'stratum-not-committed',
        }) as const,
    ),
    ...strata.map((stratum): VerificationStep => {
      const where = `${frame} ${stratum.stratum}`;
      const stated = result.strata.filter((one) => one.stratum === stratum.stratum);
      const [only] = stated;
      if (!only || stated.length > 1)
        return { step: 'selection', outcome: 'failed', where, reason: 'stratum-not-stated-once' };
      const reason = faultOf(stratum, only);
      return reason
        ? { step: 'selection', outcome: 'failed', where, reason }
        : { step: 'selection', outcome: 'passed', where };
    }),
  ];
}

function selectionFault(drawn: StratumSelection | undefined, stated: StratumResult): string | undefined {
  const expected = drawn?.selected ?? [];
  if (stated.count !== expected.length) return 'count-differs';
  if (stated.threshold !== drawn?.threshold) return 'threshold-differs';
  if (!stated.selected) return undefined;
  const differs = (index: number) =>
    stated.selected?.[index]?.id !== expected[index]?.id ||
    stated.selected?.[index]?.ticket !== expected[index]?.ticket;
  if (stated.selected.length !== expected.length) return 'list-length-differs';
  const index = expected.findIndex((_, place) => differs(place));
  return index < 0 ? undefined : `place-${index + 1}-differs`;
}

/** Without the frame: whether the published list is consistent with itself and with the seed. */
function ticketFault(seed: string, quota: number, size: number, { count, threshold, selected }: StratumResult) {
  if (count !== Math.min(quota, size)) return 'count-differs';
  if (!selected) return undefined;
  if (selected.length !== count) return 'list-length-differs';
  const index = selected.findIndex(({ id, ticket }, place) => {
    const next = selected[place + 1];
    return objectTicket(seed, id) !== ticket || (next && byTicket({ id, ticket }, next) >= 0);
  });
  if (index >= 0) return `place-${index + 1}-differs`;
  return selected.at(-1)?.ticket === threshold ? undefined : 'threshold-differs';
}
