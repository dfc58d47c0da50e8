import type { EarlierDrawDocument } from '../../shared/public/earlier-draw-schemas.ts';
import type { PublishedDraw } from './published-draw.ts';

/** A draw as it is public in some state; without a list where that is not public, or never will be. */
export type DrawInState = Pick<PublishedDraw, 'draw' | 'frames'> & Partial<Pick<PublishedDraw, 'list'>>;

/** 检查后公示: drawn and handed out, while list, frames and salt wait for the end of the inspections. */
export function hiddenDraw({ draw, frames }: PublishedDraw): DrawInState {
  const { framesPublishedAt: _, list, reserves, ...rest } = draw;
  return {
    frames,
    draw: {
      ...rest,
      listPublicity: '检查后公示',
      ...(list && { list: { digest: list.digest, teams: list.teams, parts: list.parts } }),
      reserves: reserves.map(({ approvedAt, reason, called }) => ({
        ...{ approvedAt, reason },
        called: called.map(({ frame, stratum }) => ({ frame, stratum })),
      })),
      framesQueryableSince: draw.committedAt,
      framesDueAt: '2026-12-31T16:00:00.000Z',
    },
  };
}

/** 已公布摘要: the frames are fixed, the randomness is still to come. */
export function waitingDraw({ draw, frames }: PublishedDraw): DrawInState {
  const {
    randomness: _,
    seed,
    drawnAt,
    dispatchedAt,
    visits,
    list,
    framesPublishedAt,
    ceremony,
    beacon,
    ...rest
  } = draw;
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
      framesQueryableSince: draw.committedAt,
    },
  };
}

/** 匹配失败: objects were drawn, and the inspectors do not suffice. */
export function matchFailedDraw({ draw, frames }: PublishedDraw): DrawInState {
  const { dispatchedAt: _, list, ...rest } = draw;
  const reason = '特种设备资质：5户需要10人次，可用2人×3户=6人次，缺4人次';
  return {
    frames,
    draw: {
      ...rest,
      status: 'match-failed',
      frames: draw.frames.map((frame) => ({
        ...frame,
        strata: frame.strata.map((stratum) => ({ ...stratum, reservesUsed: 0 })),
      })),
      reserves: [],
      matchFailure: [{ department: 'SCJG', missing: 4, visitCount: 5, reason }],
    },
  };
}

type Void = NonNullable<EarlierDrawDocument['voided']>;
const nobody = { notCommitted: [], notRevealed: [] };

/** 已作废, after everything was public. */
export const voidedDraw = (published: DrawInState, more: Partial<Void> = {}): DrawInState => ({
  ...published,
  draw: {
    ...published.draw,
    status: 'voided',
    voided: { category: '程序违规', at: '2026-12-03T01:00:00.000Z', ...nobody, ...more },
  },
});

/** 已作废: a party of the ceremony did not open its secret in time. */
export function unrevealedDraw(published: PublishedDraw): DrawInState {
  const waiting = waitingDraw(published);
  const reveals = published.draw.ceremony?.reveals.filter(({ party }) => party !== 'SFJ') ?? [];
  const ceremony = waiting.draw.ceremony && { ...waiting.draw.ceremony, reveals };
  const draw = { ...waiting.draw, ...(ceremony && { ceremony }) };
  return voidedDraw({ ...waiting, draw }, { category: '随机源未完成', notRevealed: ['SFJ'] });
}
