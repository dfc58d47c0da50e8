import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import type { RecordFault } from './check-shown.ts';

/** suiji-draw/1: the digest is public this long before the deadline of the ceremony or the round of the beacon. */
const noticeMinutes = 10;

/** What a record of a draw, of either specification, says of its times. */
export type TimedRecord = Pick<
  EarlierDrawDocument,
  'frozenAt' | 'committedAt' | 'drawnAt' | 'dispatchedAt' | 'framesPublishedAt' | 'ceremony' | 'beacon' | 'voided'
> & { readonly reserves: readonly { readonly approvedAt: string }[] };

/** Each step is public before the next can begin. */
export function timeFault(draw: TimedRecord): RecordFault | undefined {
  return [...chainsOf(draw)].map(firstEarly).find((early) => early !== undefined) ?? noticeFault(draw);
}

type Moment = readonly [name: string, at: string | undefined];

/** Chains of consecutive moments; unknown ones are skipped. */
function* chainsOf(draw: TimedRecord): Iterable<readonly Moment[]> {
  const { ceremony, beacon, voided } = draw;
  const committed = ['committedAt', draw.committedAt] as const;
  const drawn = ['drawnAt', draw.drawnAt] as const;
  const due = ['beacon due', beacon?.due] as const;
  yield [['frozenAt', draw.frozenAt], committed, drawn, ['dispatchedAt', draw.dispatchedAt], ['voided', voided?.at]];
  // Once all secrets are open, the draw need not wait for their deadline; a void does not wait for announced times.
  yield [committed, ['commitBy', ceremony?.commitBy], ['revealBy', ceremony?.revealBy], due];
  yield [committed, due, ['beacon takenAt', beacon?.takenAt], drawn];
  for (const { party, at } of ceremony?.commitments ?? []) yield [committed, [`commitment ${party}`, at], drawn];
  for (const { party, at } of ceremony?.reveals ?? []) {
    yield [committed, [`reveal ${party}`, at], ['revealBy', ceremony?.revealBy]];
    yield [[`reveal ${party}`, at], drawn];
  }
  yield [drawn, ['framesPublishedAt', draw.framesPublishedAt]];
  for (const [index, { approvedAt }] of draw.reserves.entries())
    yield [
      ['dispatchedAt', draw.dispatchedAt],
      [`reserve ${index + 1}`, approvedAt],
    ];
}

function firstEarly(moments: readonly Moment[]): RecordFault | undefined {
  const known = moments.flatMap(([name, at]) => (at === undefined ? [] : [{ name, at: Date.parse(at) }]));
  const early = known.find(({ at }, index) => at < (known[index - 1]?.at ?? at));
  return early && [early.name, 'out-of-order'];
}

function noticeFault({ committedAt, ceremony, beacon }: TimedRecord): RecordFault | undefined {
  const first = ceremony?.commitBy ?? beacon?.due;
  if (committedAt === undefined || first === undefined) return undefined;
  const notice = Date.parse(first) - Date.parse(committedAt);
  return notice < noticeMinutes * 60_000 ? ['committedAt', 'notice-too-short'] : undefined;
}
