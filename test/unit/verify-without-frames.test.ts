import { describe, expect, test } from 'vitest';
import { objectTicket } from '../../shared/draw/one/tickets.ts';
import {
  type Forged,
  first,
  forged,
  inFirstFrame,
  otherHex,
  present,
  published,
  reserve,
  reserveOf,
} from '../support/forged-draw.ts';

const stratumOf = present(inFirstFrame.drawnIn[0]).stratum;
/** Those drawn in one stratum of the first frame, in the order of the list. */
const drawnTogether = ({ list }: Forged) =>
  list.filter(({ drawnIn }) => drawnIn.some((one) => one.frame === first && one.stratum === stratumOf));
const called = (draw: Forged) => present(reserve(draw).called[0]);
const seed = present(published.draw.seed);

/** What is said of a draw whose frames nobody has brought along. */
function judged(forge: (draw: Forged) => void) {
  return forged((draw) => {
    draw.frames.clear();
    forge(draw);
  });
}

describe('without the frame files a draw', () => {
  test('stays open, with no fault', () => {
    expect(judged(() => undefined)).toEqual({ verdict: 'open', faults: [] });
  });

  test.each<[string, (draw: Forged) => void, string, string]>([
    [
      'a ticket that is not the hash of its id',
      (draw) => void (present(drawnTogether(draw)[0]).ticket = otherHex('ticket')),
      `${first} ${stratumOf}`,
      'place-1-differs',
    ],
    [
      'two of the drawn in the other order',
      (draw) => {
        const [one, two] = drawnTogether(draw).map((each) => draw.list.indexOf(each));
        const [earlier, later] = [present(draw.list[present(one)]), present(draw.list[present(two)])];
        draw.list.splice(present(one), 1, later);
        draw.list.splice(present(two), 1, earlier);
      },
      `${first} ${stratumOf}`,
      'place-1-differs',
    ],
    [
      'one of the drawn named in two places',
      (draw) => {
        const [one, two] = drawnTogether(draw).map((each) => draw.list.indexOf(each));
        draw.list.splice(present(two), 1, present(draw.list[present(one)]));
      },
      `${first} ${stratumOf}`,
      'place-1-differs',
    ],
    [
      'a threshold that is not the last ticket',
      (draw) => {
        const stratum = draw.draw.frames[0]?.strata.find((each) => each.stratum === stratumOf);
        present(stratum).threshold = otherHex('threshold');
      },
      `${first} ${stratumOf}`,
      'threshold-differs',
    ],
    [
      'a reserve with another ticket',
      (draw) => void (called(draw).ticket = otherHex('reserve')),
      `${first} ${reserveOf.stratum}`,
      'reserve-1-differs',
    ],
    [
      'a reserve that had been drawn',
      (draw) => {
        const { id } = present(
          draw.list.find(({ drawnIn }) =>
            drawnIn.some((one) => one.frame === first && one.stratum === reserveOf.stratum),
          ),
        );
        Object.assign(called(draw), { objectId: id, ticket: objectTicket(seed, id) });
      },
      `${first} ${reserveOf.stratum}`,
      'reserve-1-differs',
    ],
  ])('fails by %s', (_, forge, where, reason) => {
    const { verdict, faults } = judged(forge);
    expect(verdict).toBe('failed');
    expect(faults).toContainEqual(expect.objectContaining({ outcome: 'failed', where, reason }));
  });
});
