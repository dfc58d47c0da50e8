import { batchKey } from '../../shared/draw/batch-key.ts';
import type { Slip } from '../../shared/draw/slip.ts';
import type { ListedDocument } from '../../shared/public/draw-lists.ts';
import type { DrawDocument } from '../../shared/public/draw-schemas.ts';
import { key, number, type PublishedDrawTwo } from './published-draw-two.ts';

/** A draw as the portal shows it in some state; without a list where that is not public, or never will be. */
export interface ShownDraw {
  readonly draw: DrawDocument;
  readonly list?: readonly ListedDocument[];
  readonly frames: ReadonlyMap<string, readonly string[]>;
}

/** As it is at the end: rows since the commitment, the list if it is public. */
export const shownDraw = ({ draw, list, files }: PublishedDrawTwo): ShownDraw => ({
  draw: { ...draw, rowsPublishedAt: draw.committedAt },
  ...(draw.list?.publishedAt !== undefined && { list }),
  frames: files,
});

/** 已公布摘要: the rows are fixed, the randomness is still to come. */
export function waitingDraw(published: PublishedDrawTwo): ShownDraw {
  const { draw, frames } = shownDraw(published);
  const { randomness: _, seed, drawnAt, dispatchedAt, visits, list, ceremony, beacon, ...rest } = draw;
  return {
    frames,
    draw: {
      ...rest,
      status: 'committed',
      ...(ceremony && { ceremony: { ...ceremony, reveals: [] } }),
      ...(beacon && { beacon: { chain: beacon.chain, round: beacon.round, due: beacon.due } }),
      frames: draw.frames.map((frame) => ({
        ...frame,
        strata: frame.strata.map(({ stratum, size, quota }) => ({ stratum, size, quota })),
      })),
      reserves: [],
    },
  };
}

/** 匹配失败: objects were drawn and their list is public, and the inspectors do not suffice. */
export function matchFailedDraw(published: PublishedDrawTwo): ShownDraw {
  const { draw, list = [], frames } = shownDraw(published);
  const { dispatchedAt: _, list: sealed, ...rest } = draw;
  const { teams: __, ...objects } = sealed ?? { digest: '', parts: 0 };
  const reason = '特种设备资质：5户需要10人次，可用2人×3户=6人次，缺4人次';
  return {
    frames,
    list: list.map((one) => ({ ...one, teams: [] })),
    draw: {
      ...rest,
      status: 'match-failed',
      list: objects,
      reserves: [],
      matchFailure: [{ department: 'SCJG', missing: 4, visitCount: 5, reason }],
    },
  };
}

type Void = NonNullable<DrawDocument['voided']>;
const nobody = { notCommitted: [], notRevealed: [] };

/** 已作废. */
export const voidedDraw = (shown: ShownDraw, more: Partial<Void> = {}): ShownDraw => ({
  ...shown,
  draw: {
    ...shown.draw,
    status: 'voided',
    voided: { category: '程序违规', at: '2026-12-31T01:00:00.000Z', ...nobody, ...more },
  },
});

/** 已作废: a party of the ceremony did not open its secret in time. */
export function unrevealedDraw(published: PublishedDrawTwo): ShownDraw {
  const waiting = waitingDraw(published);
  const reveals = published.draw.ceremony?.reveals.filter(({ party }) => party !== 'SFJ') ?? [];
  const ceremony = waiting.draw.ceremony && { ...waiting.draw.ceremony, reveals };
  const draw = { ...waiting.draw, ...(ceremony && { ceremony }) };
  return voidedDraw({ ...waiting, draw }, { category: '随机源未完成', notRevealed: ['SFJ'] });
}

/** The slip of an object of the draw, as its department would hand it out. */
export function slipFor({ objects }: PublishedDrawTwo, frame: string, id: string): Slip {
  const object = objects.get(frame)?.find((one) => one.id === id);
  if (!object) throw new Error(`no ${id} in ${frame}`);
  const { version, places } = object;
  return { batch: number, frame, id, version, places, salt: batchKey(key).saltsOf(frame)(id) };
}
