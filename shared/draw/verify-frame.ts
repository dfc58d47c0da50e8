import type { FrameFacts } from './join-shards.ts';
import type { ManifestFrame } from './manifest.ts';
import { readList } from './read-list.ts';
import type { DrawRecord, FrameResult, StratumResult } from './record.ts';
import { hasSameContent } from './same-content.ts';
import { objectSelector } from './select.ts';
import { failed, formDiffers, notChecked, passed, type VerificationStep } from './verification-step.ts';

/** The lines of list files by the name of the list: a frame's id, `inspectors` or `experts`. */
export type ListFiles = ReadonlyMap<string, Iterable<string>>;

/** Recomputes every frame from its file, and its selection from the seed, in one pass over the lines. */
export function checkFrames(record: DrawRecord, files: ListFiles): readonly VerificationStep[] {
  const { manifest, frames, seed } = record;
  const committed = manifest.frames.map(({ frame }) => frame);
  const stated = frames.map(({ frame }) => frame);
  const same = committed.length === stated.length && committed.every((frame, index) => frame === stated[index]);
  return [
    ...(same ? [] : [failed('selection', 'frames-differ-from-manifest')]),
    ...manifest.frames.flatMap((frame) => {
      const result = frames.find((one) => one.frame === frame.frame);
      return result ? checkFrame(seed, frame, result, files.get(frame.frame)) : [];
    }),
  ];
}

function checkFrame(
  seed: string,
  frame: ManifestFrame,
  result: FrameResult,
  lines: Iterable<string> | undefined,
): readonly VerificationStep[] {
  const stated = statedFault(frame, result);
  const own = stated ? [stated] : [];
  const where = frame.frame;
  if (!lines)
    return [
      notChecked('frame', 'list-file-not-given', where),
      ...own,
      notChecked('selection', 'list-file-not-given', where),
    ];
  const selector = objectSelector({ seed, strata: frame.strata, reserves: 0 });
  let stray: string | undefined;
  const read = readList(lines, (row) => {
    if (!selector.add(row).ok) stray ??= row.row;
  });
  if (!read.ok) {
    const reason = hasSameContent(lines, frame.root) ? formDiffers : read.error.kind;
    return [...own, failed('frame', reason, `${where} line ${read.error.line}`)];
  }
  const steps = [listStep('frame', where, frame, read.value)];
  if (stray !== undefined) steps.push(failed('frame', 'stratum-not-committed', `${where} ${stray}`));
  const selection = new Map(selector.selection().map((one) => [one.stratum, one]));
  return [
    ...steps,
    ...own,
    ...frame.strata.map(({ stratum }) => {
      const drawn = selection.get(stratum);
      const said = result.strata.find((one) => one.stratum === stratum);
      const place = `${where} ${stratum}`;
      if (said?.count !== drawn?.selected.length) return failed('selection', 'count-differs', place);
      return said?.threshold === drawn?.threshold
        ? passed('selection', place)
        : failed('selection', 'threshold-differs', place);
    }),
  ];
}

/** Whether the record speaks of the frame's strata, each once, and of as many drawn as their quotas say. */
function statedFault({ frame, strata }: ManifestFrame, result: FrameResult): VerificationStep | undefined {
  const named = result.strata.map(({ stratum }) => stratum);
  if (named.length !== strata.length || strata.some(({ stratum }, index) => stratum !== named[index]))
    return failed('selection', 'strata-differ-from-manifest', frame);
  const wrong = strata.find(({ quota }, index) => !isComplete(quota, result.strata[index]));
  return wrong && failed('selection', 'count-differs', `${frame} ${wrong.stratum}`);
}

const isComplete = (quota: number, stated: StratumResult | undefined): boolean =>
  stated?.count === quota && (stated.threshold !== undefined) === quota > 0;

/** Whether a list that was read is the one the manifest states. */
export function listStep(
  step: 'frame' | 'people' | 'rows',
  where: string,
  { root, size, strata }: Pick<ManifestFrame, 'root' | 'size'> & { readonly strata: FrameFacts['strata'] },
  read: FrameFacts,
): VerificationStep {
  if (read.root !== root) return failed(step, 'root-differs', where);
  if (read.size !== size) return failed(step, 'size-differs', where);
  const sizes = new Map(read.strata.map((one) => [one.stratum, one.size]));
  const differing = strata.find((one) => (sizes.get(one.stratum) ?? 0) !== one.size);
  return differing ? failed(step, 'stratum-size-differs', `${where} ${differing.stratum}`) : passed(step, where);
}
