import type { CreditClass } from '../../shared/base/primitives.ts';
import type { Department } from '../../shared/codes/departments.ts';
import type { objectStatuses } from '../../shared/codes/registry.ts';
import { townshipCodes } from '../../shared/codes/townships.ts';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import { creditCodeSource } from './credit-codes.ts';
import { addressIn, brandName, personName, phoneNumber, townName, townshipOf } from './names.ts';
import type { ObjectKind, ObjectProfile } from './profiles/profile.ts';
import { objectProfiles } from './profiles.ts';
import type { Random } from './random.ts';

type ObjectStatus = (typeof objectStatuses)[number];

/** Additional supervisors by kind of object. */
const byTag: Readonly<Record<string, readonly Department[]>> = {
  规上企业: ['TJJ', 'GXKJ', 'YJJ'],
  特种设备: ['SCJG'],
  排污单位: ['HBJ'],
  取水户: ['SLJ'],
  危险化学品: ['YJJ', 'GAJ', 'HBJ', 'SCJG'],
  烟花爆竹: ['YJJ'],
  人防工程: ['RFB'],
  建设用地: ['ZRZY'],
};
const registeredByMarket: readonly ObjectKind[] = ['企业', '个体工商户', '农民专业合作社'];
const letters: Readonly<Partial<Record<ObjectKind, string>>> = { 项目: 'P', 产品: 'C', 行为: 'X', 无证无照户: 'W' };

const statuses: readonly (readonly [ObjectStatus, number])[] = [
  ['存续', 945],
  ['停业', 20],
  ['注销', 19],
  ['吊销', 8],
  ['迁出', 4],
  ['停用', 3],
  ['撤销', 1],
];
const classes: readonly (readonly [CreditClass, number])[] = [
  ['A', 38],
  ['B', 44],
  ['C', 13],
  ['D', 5],
];

/** 检查对象名录库 of the demo county: 5,000 objects, in the order of the profiles. */
export function demoObjects(random: Random): readonly InspectionObject[] {
  const nextCode = creditCodeSource(random);
  const names = new Set<string>();
  const serials = new Map<string, number>();

  const serialOf = ({ department, kind }: ObjectProfile) => {
    const series = `${department}-${letters[kind] ?? 'Q'}`;
    const serial = (serials.get(series) ?? 0) + 1;
    serials.set(series, serial);
    return `${series}${String(serial).padStart(4, '0')}`;
  };

  return objectProfiles.flatMap((profile) =>
    Array.from({ length: profile.count }, (_, index) => {
      const creditCode = profile.prefix && nextCode(profile.prefix);
      return objectOf(profile, creditCode ?? serialOf(profile), index + 1, random, names);
    }),
  );
}

function objectOf(
  profile: ObjectProfile,
  id: string,
  number: number,
  random: Random,
  names: Set<string>,
): InspectionObject {
  const { department, kind, industry, prefix } = profile;
  const township = (profile.oncePerTownship && townshipCodes[number - 1]) || townshipOf(random);
  const tags = Object.keys(profile.tags).filter((tag) => random.chance(profile.tags[tag] ?? 0));
  const coded = prefix !== undefined;
  return {
    id,
    ...(coded ? { creditCode: id } : {}),
    name: uniqueName(profile, townName(township), number, random, names),
    kind,
    department,
    supervisors: supervisorsOf(profile, tags),
    township,
    address: addressIn(township, random),
    industry,
    creditClass: random.weighted(classes),
    status: coded ? random.weighted(statuses) : '存续',
    ...(coded ? { registeredOn: registrationDate(random) } : {}),
    representative: personName(random),
    phone: phoneNumber(random),
    tags,
  };
}

function supervisorsOf({ department, kind, supervisors }: ObjectProfile, tags: readonly string[]) {
  const market: readonly Department[] = registeredByMarket.includes(kind) ? ['SCJG'] : [];
  return [...new Set([department, ...market, ...supervisors, ...tags.flatMap((tag) => byTag[tag] ?? [])])];
}

function uniqueName(profile: ObjectProfile, town: string, number: number, random: Random, names: Set<string>): string {
  const name = random
    .pick(profile.names)
    .replace('{brand}', brandName(random))
    .replace('{town}', town)
    .replace('{number}', String(number));
  if (names.has(name)) return uniqueName(profile, town, number, random, names);
  names.add(name);
  return name;
}

/** Between 2005 and October 2026, half of them in the last six years. */
function registrationDate(random: Random): string {
  const year = random.chance(0.5) ? random.integer(2021, 2026) : random.integer(2005, 2020);
  const month = random.integer(1, year === 2026 ? 10 : 12);
  return `${year}-${String(month).padStart(2, '0')}-${String(random.integer(1, 28)).padStart(2, '0')}`;
}
