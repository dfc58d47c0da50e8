import type { Manifest } from '../../draw/manifest.ts';
import type { DrawRecord } from '../../draw/record.ts';
import type { RecordFile } from './record-file.ts';

/** The record as suiji-draw/2 verifies it, from what the portal publishes; every figure is taken as stated there. */
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
      strata: strata.map(({ stratum, selected: count = 0, threshold }) => ({
        stratum,
        count,
        ...(threshold !== undefined && { threshold }),
      })),
    })),
    ...(draw.list && { list: sealedList(draw.list) }),
    ...(list && {
      objects: list.map(({ id, frames }) => ({ id, frames })),
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
    turns: draw.reserves.map(({ turn, approvedAt: at, digest: own, added }) => ({
      turn,
      at,
      digest: own,
      ...(added && { added }),
    })),
  };
}

const sealedList = ({ digest, teams, salt }: NonNullable<RecordFile['draw']['list']>) => ({
  digest,
  ...(teams !== undefined && { teams }),
  ...(salt !== undefined && { salt }),
});

/** `dice` is there for a notary only. */
const revealOf = ({ dice, ...reveal }: NonNullable<RecordFile['draw']['ceremony']>['reveals'][number]) => ({
  ...reveal,
  ...(dice !== undefined && { dice }),
});
