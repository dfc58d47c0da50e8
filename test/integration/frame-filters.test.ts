import { beforeAll, expect, test } from 'vitest';
import type { InspectionObject, ObjectFilter } from '../../shared/domain/registry/registry.ts';
import { matchesOf } from '../../shared/use-cases/frame/candidates.ts';
import { settle, shop } from '../support/drawable-county.ts';
import { systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
const shops: readonly InspectionObject[] = [
  shop(1, { kind: '企业', township: '411422105', creditClass: 'A', industry: 'H6210', tags: ['学校'] }),
  shop(2, { kind: '产品', township: '411422206', creditClass: 'B', industry: 'H6220', tags: ['学校', '夜市'] }),
  shop(3, { kind: '企业', township: '411422206', creditClass: 'C', industry: 'F5211', tags: [] }),
];
beforeAll(async () => {
  system = await systemForTest();
  await settle(system.deps, { objects: shops, inspectors: [], plans: [] });
});

test.each<[ObjectFilter, number[]]>([
  [{}, [1, 2, 3]],
  [{ kinds: ['企业'] }, [1, 3]],
  [{ townships: ['411422206'] }, [2, 3]],
  [{ creditClasses: ['A', 'C'] }, [1, 3]],
  [{ industries: ['H62'] }, [1, 2]],
  [{ industries: ['H6210'] }, [1]],
  [{ kinds: ['企业'], townships: ['411422206'] }, [3]],
  // Of two industries the store cannot say "any of", and labels may be a department's own: it hands over all, the rule decides.
  [{ industries: ['H6210', 'F52'] }, [1, 2, 3]],
  [{ tags: ['夜市'] }, [1, 2, 3]],
  [{ tags: ['学校', '夜市'] }, [1, 2, 3]],
])('for the filter %j the store hands over the shops %j', async (filter, wanted) => {
  const found = await Array.fromAsync(system.deps.registry.all('object', matchesOf(filter)));
  expect(found.map(({ value }) => value.id).toSorted()).toEqual(wanted.map((n) => shop(n).id));
});
