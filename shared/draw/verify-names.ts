import type { BatchKey } from './batch-key.ts';
import { canonicalJson } from './canonical-json.ts';
import { drawFrame } from './draw-frame.ts';
import type { Manifest } from './manifest.ts';
import type { DrawRecord } from './record.ts';
import { listDigest, listedObjects } from './sealed-list.ts';
import type { OpenedFrame } from './turns.ts';
import { failed, passed, type VerificationStep } from './verification-step.ts';
import { type DrawnVisit, mergeIntoVisits } from './visits.ts';

/** Draws all frames from their books; undefined where one is not there, or is not what was committed. */
export function openedFrames(
  manifest: Manifest,
  seed: string,
  books: ReadonlyMap<string, Iterable<string>>,
  reserves: number,
): readonly OpenedFrame[] | undefined {
  const opened: OpenedFrame[] = [];
  for (const frame of manifest.frames) {
    const book = books.get(frame.frame);
    const drawn = book && drawFrame(seed, frame, reserves, book);
    if (!drawn?.ok) return undefined;
    const strata = drawn.value.map((one, index) => ({ ...one, size: frame.strata[index]?.size ?? 0 }));
    opened.push({ frame: frame.frame, strata });
  }
  return opened;
}

/** The visits that the opened rows make. */
export const visitsOf = (
  { manifest, seed }: Pick<DrawRecord, 'manifest' | 'seed'>,
  key: BatchKey,
  opened: readonly OpenedFrame[],
): readonly DrawnVisit[] => mergeIntoVisits({ seed, key }, manifest.frames, selectedIn(opened));

const selectedIn = (opened: readonly OpenedFrame[]) =>
  opened.map(({ frame, strata }) => ({ frame, selected: strata.flatMap(({ selected }) => selected) }));

/** Whether the list, sealed or public, is what the drawn rows open to, and the teams are those of the departments they name. */
export function checkNames(record: DrawRecord, key: BatchKey, opened: readonly OpenedFrame[]): VerificationStep {
  const step = 'names';
  const { list, objects, teams } = record;
  if (!list) return failed(step, 'list-missing');
  if (list.salt !== undefined && list.salt !== key.listSalt) return failed(step, 'salt-differs');
  const listed = listedObjects(selectedIn(opened));
  const differing =
    objects && listed.find((one, index) => canonicalJson(one) !== canonicalJson(objects[index] ?? null));
  if (differing) return failed(step, 'list-differs', differing.id);
  if (listDigest(key.listSalt, listed) !== list.digest) return failed(step, 'list-digest-differs');
  if (!teams) return passed(step);
  const sent = new Set(teams.map(({ objectId, department }) => `${objectId} ${department}`));
  const asked = visitsOf(record, key, opened).flatMap(({ id, checks }) =>
    checks.map(({ department }) => `${id} ${department}`),
  );
  const alone = asked.find((each) => !sent.has(each));
  if (alone !== undefined) return failed(step, 'team-missing', alone);
  return sent.size === asked.length ? passed(step) : failed(step, 'team-not-asked-for');
}
