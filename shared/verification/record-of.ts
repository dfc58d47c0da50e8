import { err, ok, type Result } from '../base/result.ts';
import type { Manifest } from '../draw/one/manifest.ts';
import type { DrawRecord } from '../draw/one/record.ts';
import { type DrawnVisit, mergeIntoVisits } from '../draw/one/visits.ts';
import type { EarlierListDocument } from '../public/draw-lists.ts';
import { ManifestSchema } from './manifest-schema.ts';
import type { RecordFile } from './record-file.ts';

type Listed = EarlierListDocument['objects'][number];

/** The published manifest, or the path at which it is invalid. */
export function manifestIn(text: string): Result<Manifest, { readonly where: string }> {
  try {
    const manifest = ManifestSchema.safeParse(JSON.parse(text));
    return manifest.success ? ok(manifest.data) : err({ where: `/${manifest.error.issues[0]?.path.join('/') ?? ''}` });
  } catch (error) {
    if (error instanceof SyntaxError) return err({ where: '' });
    throw error;
  }
}

/** The published record in the form that suiji-draw/1 verifies; every figure is taken as stated. */
export function recordOf({ draw, list }: Pick<RecordFile, 'draw' | 'list'>, manifest: Manifest): DrawRecord {
  const { digest = '', ceremony, beacon, randomness = '', seed = '' } = draw;
  return {
    manifest,
    manifestDigest: digest,
    ...(ceremony && { ceremony: { commitments: ceremony.commitments, reveals: ceremony.reveals.map(revealOf) } }),
    ...(beacon?.signature !== undefined && { beacon: { round: beacon.round, signature: beacon.signature } }),
    randomness,
    seed,
    frames: draw.frames.map(({ frame, strata }) => ({
      frame,
      strata: strata.map(({ stratum, selected = 0, threshold, reservesUsed = 0 }) => ({
        stratum,
        count: selected,
        reservesUsed,
        ...(threshold !== undefined && { threshold }),
        ...(list && { selected: selectedFrom(list, frame, stratum) }),
      })),
    })),
    reserves: draw.reserves.map(({ approvedAt: at, objectId, called }) => ({
      at,
      ...(objectId !== undefined && { objectId }),
      called: called.map(({ frame, stratum, objectId: id, ticket, passed }) => ({
        frame,
        stratum,
        ...(id !== undefined && { objectId: id }),
        ...(ticket !== undefined && { ticket }),
        ...(passed && { passed }),
      })),
    })),
    ...(draw.list && { list: listDigests(draw.list) }),
    ...(list && {
      visits: list.map((listed) => visitOf(listed, manifest)),
      teams: list.flatMap(({ id: objectId, teams }) =>
        teams.map(({ department, members, leader, experts }) => ({
          objectId,
          department,
          members,
          ...(leader !== undefined && { leader }),
          ...(experts && { experts }),
        })),
      ),
    }),
  };
}

const listDigests = ({ digest, teams, salt }: NonNullable<RecordFile['draw']['list']>) => ({
  digest,
  teams,
  ...(salt !== undefined && { salt }),
});

/** Only a notary has `dice`. */
const revealOf = ({ dice, ...reveal }: NonNullable<RecordFile['draw']['ceremony']>['reveals'][number]) => ({
  ...reveal,
  ...(dice !== undefined && { dice }),
});

const selectedFrom = (list: readonly Listed[], frame: string, stratum: string) =>
  list
    .filter(({ drawnIn }) => drawnIn.some((one) => one.frame === frame && one.stratum === stratum))
    .map(({ id, ticket }) => ({ id, ticket }));

/** The visit of one listed object: its checks follow from the frames that the list says drew it. */
function visitOf({ id, ticket, drawnIn }: Listed, { frames }: Manifest): DrawnVisit {
  const asked = frames.filter(({ frame }) => drawnIn.some((one) => one.frame === frame));
  const [visit] = mergeIntoVisits(asked.map((frame) => ({ ...frame, selected: [{ id, ticket }] })));
  return visit ?? { objectId: id, ticket, checks: [] };
}
