import { describe, expect, test } from 'vitest';
import { demoCounty } from '../../local/demo/county.ts';
import { organisationCheck } from '../../local/demo/credit-codes.ts';
import { demoSeed } from '../../local/demo/generate.ts';
import { demoUsers } from '../../local/demo/users.ts';
import { codeLists } from '../../shared/codes/catalogue.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { isIndustryCode } from '../../shared/codes/industries.ts';
import { industryClasses } from '../../shared/codes/industry-classes.ts';
import { isCreditCode } from '../../shared/domain/registry/credit-code.ts';
import { type InspectionItem, type InspectionObject, registrySchemas } from '../../shared/domain/registry/registry.ts';
import { jointItemList } from '../support/joint-item-list.ts';

const county = demoCounty(demoSeed);
const { items, objects, inspectors, experts } = county;
/** The day the demo county is looked at. */
const today = '2026-11-23';

const anyOf = (wanted: readonly string[] | undefined, matches: (value: string) => boolean) =>
  wanted === undefined || wanted.some(matches);
const covers = ({ applies, department }: InspectionItem, object: InspectionObject) =>
  object.supervisors.includes(department) &&
  anyOf(applies.kinds, (kind) => object.kind === kind) &&
  anyOf(applies.industries, (industry) => object.industry.startsWith(industry)) &&
  anyOf(applies.tags, (tag) => object.tags.includes(tag));
const shareOf = (matches: (object: InspectionObject) => boolean) => objects.filter(matches).length / objects.length;

describe('the demo county', () => {
  test('has 5,000 objects, 240 inspectors, 20 experts and at least 45 items of 12 departments', () => {
    expect([objects.length, inspectors.length, experts.length]).toEqual([5000, 240, 20]);
    expect(items.length).toBeGreaterThanOrEqual(45);
    expect(new Set(items.map(({ department }) => department)).size).toBeGreaterThanOrEqual(12);
  });

  test.each([
    ['item', items],
    ['object', objects],
    ['inspector', inspectors],
    ['expert', experts],
  ] as const)('every %s is a lawful registry row', (kind, rows) => {
    expect(rows.flatMap((row) => registrySchemas[kind].safeParse(row).error?.issues ?? [])).toEqual([]);
  });

  test.each([
    ['item', items],
    ['object', objects],
    ['inspector', inspectors],
    ['expert', experts],
  ])('no two rows of the %s registry share an id', (_, rows) => {
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('is the same from the same seed and another from another', () => {
    expect(demoCounty(demoSeed)).toEqual(county);
    expect(demoCounty(demoSeed + 1).objects[0]?.id).not.toBe(objects[0]?.id);
  });
});

describe('its objects', () => {
  test('carry valid credit codes of the prefix that fits their kind', () => {
    const prefixes = {
      企业: ['91'],
      个体工商户: ['92'],
      农民专业合作社: ['93'],
      事业单位: ['12'],
      社会组织: ['51', '52'],
    };
    for (const [kind, allowed] of Object.entries(prefixes)) {
      const codes = objects.filter((object) => object.kind === kind).map(({ creditCode }) => creditCode ?? '');
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => !isCreditCode(code) || !allowed.includes(code.slice(0, 2)))).toEqual([]);
    }
  });

  test('are nobody: the organisation code inside each credit code fails its own check', () => {
    expect(organisationCheck('D2143569')).toBe('X');
    const coded = objects.flatMap(({ creditCode }) => creditCode ?? []);
    expect(coded.length).toBeGreaterThan(4000);
    expect(coded.filter((code) => organisationCheck(code.slice(8, 16)) === code[16])).toEqual([]);
  });

  test('without a credit code are projects, products, conduct, unlicensed operators and the like', () => {
    const kinds = new Set(objects.filter(({ creditCode }) => creditCode === undefined).map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(['产品', '其他', '无证无照户', '行为', '项目'].toSorted());
  });

  test('have listed industries, all 20 townships, and names that are theirs alone', () => {
    expect(
      objects.filter(({ industry }) => !isIndustryCode(industry) || !Object.hasOwn(industryClasses, industry)),
    ).toEqual([]);
    expect(new Set(objects.map(({ township }) => township)).size).toBe(20);
    expect(new Set(objects.map(({ name }) => name)).size).toBe(5000);
  });

  test('some have names with characters outside the basic plane', () => {
    const rare = objects.filter(({ name }) => /[\u{10000}-\u{10ffff}]/u.test(name));
    expect(rare.length).toBeGreaterThan(20);
  });

  test('most are active and of class A or B; a few are closed, a few of class D', () => {
    expect(shareOf(({ status }) => status === '存续')).toBeGreaterThan(0.9);
    expect(shareOf(({ status }) => status !== '存续')).toBeGreaterThan(0.02);
    expect(shareOf(({ creditClass }) => creditClass === 'A' || creditClass === 'B')).toBeGreaterThan(0.7);
    expect(shareOf(({ creditClass }) => creditClass === 'D')).toBeGreaterThan(0.02);
    expect(shareOf(({ creditClass }) => creditClass === 'D')).toBeLessThan(0.1);
  });

  test('a restaurant is supervised by market supervision, health, city management and tax', () => {
    const restaurants = objects.filter(({ industry }) => industry === 'H6210');
    expect(restaurants.length).toBeGreaterThan(200);
    for (const { supervisors } of restaurants) {
      expect(supervisors).toEqual(expect.arrayContaining(['SCJG', 'WJW', 'CGJ', 'SHWJ']));
    }
  });
});

describe('its items', () => {
  test('every one finds objects, except the one for foreign representative offices', () => {
    const empty = items.filter((item) => !objects.some((object) => covers(item, object)));
    expect(empty.map(({ name }) => name)).toEqual(['外国企业常驻代表机构登记事项检查']);
  });

  test('four objects are covered by no item, so that the coverage report has something to say', () => {
    const uncovered = objects.filter((object) => !items.some((item) => covers(item, object)));
    expect(uncovered.map(({ industry }) => industry)).toEqual(['S9522', 'S9522', 'S9522', 'S9522']);
  });

  test('key and general items both occur, and every general one cites the document of its cap', () => {
    expect(items.filter(({ kind }) => kind === 'key').length).toBeGreaterThan(10);
    expect(items.filter(({ ratioCap }) => ratioCap !== undefined).length).toBeGreaterThan(30);
  });

  test('the joint list names each field, its lead, and the same items as the item list', () => {
    expect(jointItemList.map(({ field }) => field)).toEqual(
      expect.arrayContaining([
        '餐饮服务',
        '宾馆旅店',
        '学校及周边',
        '建筑市场',
        '危险化学品',
        '养老机构',
        '农资市场',
        '成品油',
      ]),
    );
    const listed = jointItemList.flatMap(({ items: groups }) => groups.flatMap((group) => group.items));
    expect(listed.toSorted()).toEqual(items.flatMap(({ id, jointField }) => (jointField ? [id] : [])).toSorted());
    for (const { lead, participants, items: groups } of jointItemList) {
      expect(groups.map(({ department }) => department)).toEqual([lead, ...participants]);
      expect(groups.every((group) => group.items.length > 0)).toBe(true);
      expect(participants.length).toBeGreaterThan(0);
    }
  });

  test('catering is checked by four departments at one door', () => {
    const catering = jointItemList.find(({ field }) => field === '餐饮服务');
    const ids = catering?.items.flatMap((group) => group.items) ?? [];
    const joint = items.filter(({ id }) => ids.includes(id));
    expect([catering?.lead, ...(catering?.participants ?? [])]).toEqual(['SCJG', 'WJW', 'CGJ', 'SHWJ']);
    expect(objects.filter((object) => joint.every((item) => covers(item, object))).length).toBeGreaterThan(500);
  });
});

describe('its inspectors', () => {
  const able = inspectors.filter(
    ({ status, certificate }) =>
      status === '有效' && certificate.validFrom <= today && certificate.validTo >= '2027-06-30',
  );

  test('every item has at least two lawful inspectors, one of them with the special qualification', () => {
    for (const item of items) {
      const team = able.filter(
        ({ department, itemScope }) =>
          department === item.department && (itemScope.includes('*') || itemScope.includes(item.id)),
      );
      expect(team.length, item.id).toBeGreaterThanOrEqual(2);
      const { qualification } = item;
      const qualified = team.filter(
        ({ qualifications }) => qualification === undefined || qualifications.includes(qualification),
      );
      expect(qualified.length, item.id).toBeGreaterThanOrEqual(1);
    }
  });

  test('the 14 busiest departments have at least six each', () => {
    const counts = codeLists.departments.codes.map(
      ({ code }) => inspectors.filter(({ department }) => department === code).length,
    );
    expect(counts.filter((count) => count >= 6)).toHaveLength(14);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  });

  test('some certificates have run out, some will within 60 days, some people have left', () => {
    const validTo = inspectors.map(({ certificate }) => certificate.validTo);
    expect(validTo.filter((day) => day < today).length).toBeGreaterThanOrEqual(3);
    expect(validTo.filter((day) => day >= today && day <= '2027-01-22').length).toBeGreaterThanOrEqual(3);
    expect(inspectors.filter(({ status }) => status === '失效').length).toBeGreaterThanOrEqual(3);
  });

  test('recusals name objects that exist, item scopes items of the own department', () => {
    const objectIds = new Set(objects.map(({ id }) => id));
    const recusals = inspectors.flatMap((inspector) => inspector.recusals);
    expect(recusals.length).toBeGreaterThan(10);
    expect(recusals.filter(({ objectId }) => !objectIds.has(objectId))).toEqual([]);

    const own = new Set(items.map(({ id, department }) => `${department} ${id}`));
    const scopes = inspectors.flatMap(({ department, itemScope }) => itemScope.map((id) => `${department} ${id}`));
    expect(scopes.filter((scope) => !scope.endsWith(' *') && !own.has(scope))).toEqual([]);
    expect(inspectors.filter(({ itemScope }) => !itemScope.includes('*')).length).toBeGreaterThan(20);
  });
});

describe('nobody real is in it', () => {
  test('telephone numbers have a digit too many for area 0370 and are no mobile numbers', () => {
    const phones = [...objects, ...inspectors, ...experts].flatMap(({ phone }) => phone ?? []);
    expect(phones.length).toBeGreaterThan(5000);
    expect(phones.filter((phone) => !/^0370-8100\d{4}$/.test(phone))).toEqual([]);
  });

  test('nothing has the shape of a mobile or identity-card number', () => {
    const text = JSON.stringify(county);
    expect(text.match(/(?<![0-9A-Z])1[3-9]\d{9}(?![0-9A-Z])/g)).toBeNull();
    expect(text.match(/(?<![0-9A-Z])[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[0-9X]/g)).toBeNull();
  });
});

describe('its users', () => {
  test('every role can be played', () => {
    expect(new Set(demoUsers.flatMap(({ roles }) => roles))).toEqual(
      new Set([
        ...['sysadmin', 'secadmin', 'auditor', 'office', 'convener'],
        ...['department-admin', 'officer', 'inspector', 'supervisor', 'credit-user'],
      ]),
    );
    expect(new Set(demoUsers.map(({ username }) => username)).size).toBe(demoUsers.length);
  });

  test.each(departmentCodes)('%s has an admin, two officers and two inspectors', (code) => {
    const roles = demoUsers.filter(({ department }) => department === code).flatMap((user) => user.roles);
    expect(roles).toEqual(expect.arrayContaining(['department-admin', 'officer', 'inspector']));
    expect(roles.filter((role) => role === 'officer')).toHaveLength(2);
    expect(roles.filter((role) => role === 'inspector').length).toBeGreaterThanOrEqual(2);
  });

  test('an inspector who signs in is that person in the registry, able and in scope for everything', () => {
    const linked = demoUsers.filter(({ inspectorId }) => inspectorId !== undefined);
    expect(linked.length).toBeGreaterThanOrEqual(2 * departmentCodes.length);
    for (const { inspectorId, name, department } of linked) {
      const row = inspectors.find(({ id }) => id === inspectorId);
      expect(row).toMatchObject({ name, department, status: '有效', itemScope: ['*'], recusals: [] });
      expect(row?.certificate.validTo.localeCompare('2028-01-01')).toBe(1);
    }
  });
});
