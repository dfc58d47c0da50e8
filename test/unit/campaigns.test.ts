import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryOf } from '../../shared/domain/campaign/campaign.ts';
import { campaignErrors, coversAll, lacksGround } from '../../shared/domain/campaign/check-campaign.ts';
import { hotItems } from '../../shared/domain/campaign/hot-items.ts';
import { type CampaignStatus, campaignTransitions } from '../../shared/domain/campaign/states.ts';
import { placementOf, stratificationOf } from '../../shared/domain/frame/eligibility.ts';
import type { Lead } from '../../shared/domain/lead/lead.ts';
import { leadStatuses } from '../../shared/domain/lead/states.ts';
import { CampaignDocument } from '../../shared/public/campaign-document.ts';
import { aCampaign, fromAbove, generalItem, storedCampaign } from '../support/campaigns.ts';
import { anItem, shop } from '../support/drawable-county.ts';

const rule = { leads: 5, objects: 3, days: 90 };
const today = '2026-06-30';
let count = 0;
const on = (objectId: string | undefined, more: Partial<Lead> = {}): Lead => {
  count += 1;
  return {
    ...{ id: `L${count}`, number: `41142220260601${String(count).padStart(4, '0')}`, source: '3', subSource: '301' },
    ...{ kind: 'patrol', receivedOn: '2026-06-01', matter: '后厨脏乱', items: ['餐饮后厨'], status: 'registered' },
    ...{ department: 'SCJG', registeredBy: 'u', registeredOn: '2026-06-01', clockFrom: '2026-06-01' },
    ...{ evidence: [], answers: [], handlers: [], ...(objectId !== undefined && { objectId }), ...more },
  } as unknown as Lead;
};
const asIs = (id: string) => id;
const hot = (leads: readonly Lead[], objectOf = asIs) =>
  hotItems(leads, rule, today, objectOf).map(({ itemId, leads: own, objects }) => [itemId, own.length, objects]);
const objects = (...ids: readonly string[]) => ids.map((id) => on(id));

describe('an item is hot', () => {
  test('with five leads on four objects, and not with five on two', () => {
    expect(hot(objects('a', 'a', 'b', 'c', 'd'))).toEqual([['餐饮后厨', 5, 4]]);
    expect(hot(objects('a', 'a', 'a', 'b', 'b'))).toEqual([]);
  });

  test('with three objects, not with four leads', () => {
    expect(hot(objects('a', 'a', 'a', 'b', 'c'))).toEqual([['餐饮后厨', 5, 3]]);
    expect(hot(objects('a', 'b', 'c', 'd'))).toEqual([]);
  });

  test('by the day a lead came in: the ninetieth before today counts, the one before it does not', () => {
    const four = objects('a', 'b', 'c', 'd');
    expect(hot([...four, on('e', { receivedOn: '2026-04-01' })])).toHaveLength(1);
    expect(hot([...four, on('e', { receivedOn: '2026-03-31' })])).toEqual([]);
  });

  test('with what is still a lead of the department, once', () => {
    const four = objects('a', 'b', 'c', 'd');
    const counted = leadStatuses.filter((status) => hot([...four, on('e', { status })]).length > 0);
    expect(counted.toSorted()).toEqual(['accepted', 'checking', 'closed', 'concluded', 'registered']);
  });

  test('on objects, under whatever numbers, and on those known in words alone', () => {
    const renamed = (id: string) => (id === 'b' ? 'a' : id);
    expect(hot(objects('a', 'b', 'a', 'b', 'c'), renamed)).toEqual([]);
    const inWords = ['春风 小吃店', '春风小吃店', '夏雨小吃店'].map((subjectText) => on(undefined, { subjectText }));
    expect(hot([...inWords, ...objects('a', 'a')])).toEqual([['餐饮后厨', 5, 3]]);
  });

  test('whatever the order of its leads, and no less for one more', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 9 });
    fc.assert(
      fc.property(ids, fc.constantFrom('a', 'e'), (some, more) => {
        const leads = objects(...some);
        const isHot = hot(leads).length > 0;
        expect(isHot).toBe(some.length >= 5 && new Set(some).size >= 3);
        expect(hot(leads.toReversed())).toEqual(hot(leads));
        expect(hot([...leads, on(more)]).length).toBeGreaterThanOrEqual(isHot ? 1 : 0);
      }),
    );
  });
});

describe('R25: a campaign is a draw on a ground', () => {
  const list = (...items: readonly ReturnType<typeof anItem>[]) => ({
    items: new Map(items.map((item) => [item.id, item])),
    superseded: new Map<string, string>(),
  });
  const general = list(generalItem());
  const key = list(anItem('SCJG'));

  test.each([
    ['all of a general item', 10_000, general, true],
    ['nearly all of a general item', 9_999, general, false],
    ['all of a key item', 10_000, key, false],
    ['all of an item that nobody knows', 10_000, list(), true],
  ] as const)('%s: refused as a complete list is %3$s', (_, ratio, items, refused) => {
    expect(coversAll(aCampaign({ ratio }), items) !== undefined).toBe(refused);
  });

  test.each([
    ['no document', { basis: undefined, leads: ['L1'] }, 'basis'],
    ['no document of the higher level', { basis: undefined, higherLevel: true }, 'basis'],
    ['a document without a lead', {}, 'leads'],
    ['a document and a lead', { leads: ['L1'] }, undefined],
    ['the order of a higher level', fromAbove, undefined],
  ] as const)('with %s it lacks %3$s', (_, content, lacks) => {
    expect(lacksGround(aCampaign(content))?.lacks).toBe(lacks);
  });

  test('what is wrong in it is said of its own fields', () => {
    const own = { ...aCampaign({ ratio: 6000, window: { from: '2026-12-01', to: '2027-01-31' } }), department: 'SCJG' };
    expect(campaignErrors(own as never, general).map(({ path }) => path)).toEqual(['body.ratio', 'body.window.to']);
  });

  test('the public reads neither its problem nor its leads', () => {
    const full = storedCampaign({ leads: ['L1'], summary: '总结', publishedAt: '2026-06-01T01:00:00.000Z' });
    const shown = CampaignDocument.parse({ ...full, items: [] });
    for (const field of ['problem', 'leads', 'summary', 'createdBy', 'approvedBy'])
      expect(shown).not.toHaveProperty(field);
  });
});

describe('R24: the frame of a campaign', () => {
  const campaign = (more = {}) => ({ ...aCampaign(more), department: 'SCJG' as const });
  const quota = (size: number, more = {}) =>
    stratificationOf(entryOf(campaign(more)).quotas)
      .quotas([{ stratum: '*', size }])
      .map((stratum) => [stratum.stratum, stratum.quota]);

  test('draws a fifth of 128 as 26 and of 137 as 28, whatever the classes', () => {
    expect(quota(128)).toEqual([['*', 26]]);
    expect(quota(137, fromAbove)).toEqual([['*', 28]]);
  });

  test('leaves out who has reached the cap, unless the campaign is ordered from above', () => {
    fc.assert(
      fc.property(fc.nat(4), fc.nat(3), fc.boolean(), fc.integer({ min: 1, max: 4 }), (checks, held, higher, cap) => {
        const { quotas, frequencyWaiver } = entryOf(campaign(higher ? fromAbove : {}));
        const object = shop(1, { supervisors: ['SCJG'] });
        const placed = placementOf(object, {
          ...{ parts: [{ department: 'SCJG', items: [{ applies: {} }] }], quotas },
          ...{ checks: new Map([[object.id, checks]]), held: new Map([[object.id, held]]) },
          ...(frequencyWaiver === undefined && { frequencyCap: cap }),
        });
        expect('parts' in placed).toBe(higher || checks + held < cap);
      }),
    );
  });

  test('its reason to pass is the document of the higher level', () => {
    expect(entryOf(campaign(fromAbove)).frequencyWaiver).toBe(fromAbove.basis);
    expect(entryOf(campaign()).frequencyWaiver).toBeUndefined();
  });
});

test('a campaign goes from draft over approval and publication to its draw, and can be cancelled until it is drawn', () => {
  const specified: readonly (readonly [CampaignStatus, string, CampaignStatus])[] = [
    ['draft', 'submit', 'submitted'],
    ['submitted', 'approve', 'approved'],
    ['approved', 'publish', 'published'],
    ['published', 'draw', 'drawn'],
    ['drawn', 'start', 'running'],
    ['running', 'close', 'closed'],
    ['submitted', 'cancel', 'cancelled'],
    ['approved', 'cancel', 'cancelled'],
    ['published', 'cancel', 'cancelled'],
  ];
  for (const [from, event, to] of specified) expect(campaignTransitions[from]).toMatchObject({ [event]: to });
  for (const [from, events] of Object.entries(campaignTransitions))
    expect('draw' in events, from).toBe(from === 'published');
});
