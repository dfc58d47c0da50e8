import { type Department, departmentCodes } from '../../shared/codes/departments.ts';
import type { inspectorLevels } from '../../shared/codes/registry.ts';
import { townshipCodes } from '../../shared/codes/townships.ts';
import type { InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';
import { demoItems } from './items.ts';
import { personName, phoneNumber } from './names.ts';
import type { Random } from './random.ts';
import { storyUsers } from './users.ts';

/** 240 in all: by workload, and at least two in the departments without items of their own. */
const headcount: Readonly<Partial<Record<Department, number>>> = {
  SCJG: 46,
  GAJ: 15,
  WJW: 18,
  JTJ: 13,
  ZJJ: 16,
  YJJ: 14,
  HBJ: 12,
  JTYS: 12,
  NYNC: 14,
  WGL: 10,
  RSJ: 8,
  SHWJ: 8,
  CGJ: 12,
  SWJ: 6,
};
const smallHeadcount: readonly Department[] = ['TJJ', 'FGW', 'GXKJ', 'MZW', 'ZRZY', 'SLJ', 'RFB', 'YYJ'];
const headcountOf = (department: Department) =>
  headcount[department] ?? (smallHeadcount.includes(department) ? 3 : department === 'YCJ' ? 4 : 2);

const fromTownship: readonly Department[] = ['SCJG', 'GAJ', 'ZJJ', 'NYNC', 'CGJ'];

/** 执法检查人员名录库 of the demo county, by department. A few certificates have expired or soon will (November 2026). */
export function demoInspectors(random: Random, objects: readonly InspectionObject[]): readonly Inspector[] {
  const names = new Set(storyUsers.map(({ name }) => name));
  return departmentCodes.flatMap((department) => {
    const supervised = objects.filter((object) => object.supervisors.includes(department));
    return Array.from({ length: headcountOf(department) }, (_, index) =>
      inspectorOf(department, index + 1, random, names, supervised),
    );
  });
}

function inspectorOf(
  department: Department,
  number: number,
  random: Random,
  names: Set<string>,
  supervised: readonly InspectionObject[],
): Inspector {
  const serial = String(number).padStart(3, '0');
  const id = `${department}-R${serial}`;
  const user = storyUsers.find(({ inspectorId }) => inspectorId === id);
  const items = demoItems.filter((item) => item.department === department);
  // The first four have every qualification, so every item of every department has a lawful team.
  const core = number <= 4;
  const lapse = core ? undefined : lapseOf(department, number);
  const recusal = !core && random.chance(0.15) && supervised.length > 0 ? random.pick(supervised) : undefined;
  const name = user?.name ?? freshName(random, names);
  const certificate = {
    number: `豫N02${String(departmentCodes.indexOf(department) + 1).padStart(2, '0')}${serial}`,
    issuer: '河南省人民政府',
    ...(lapse?.validity ?? currentCertificate(random)),
  };
  const level = levelOf(department, core, random);
  return {
    id,
    name,
    department,
    certificate,
    level,
    ...(level === '所' && { township: townshipCodes[number % townshipCodes.length] ?? townshipCodes[0] }),
    qualifications: [...new Set(items.flatMap(({ qualification }) => qualification ?? []))].filter(
      () => core || random.chance(0.4),
    ),
    expertise: random.shuffled([...new Set(items.map(({ category }) => category))]).slice(0, random.integer(1, 2)),
    itemScope: core || items.length < 2 || random.chance(0.6) ? ['*'] : someOf(items, random),
    phone: phoneNumber(random),
    recusals: recusal ? [{ objectId: recusal.id, ground: random.pick(['本人申报', '亲属关系', '持股任职']) }] : [],
    status: lapse?.status ?? '有效',
    tags: [],
  };
}

const someOf = (items: readonly { readonly id: string }[], random: Random) =>
  random
    .shuffled(items.map(({ id }) => id))
    .slice(0, Math.ceil(items.length * 0.6))
    .toSorted();

interface Lapse {
  readonly status: Inspector['status'];
  readonly validity?: Pick<Inspector['certificate'], 'validFrom' | 'validTo'>;
}

/** In departments that can spare them: one whose certificate expired, one who must renew by January, one who left. */
function lapseOf(department: Department, number: number): Lapse | undefined {
  if (headcountOf(department) < 10) return undefined;
  if (number === 7) return { status: '有效', validity: { validFrom: '2021-10-01', validTo: '2026-09-30' } };
  if (number === 8) return { status: '有效', validity: { validFrom: '2022-01-01', validTo: '2026-12-31' } };
  return number === 10 ? { status: '失效' } : undefined;
}

function currentCertificate(random: Random) {
  const year = random.integer(2024, 2026);
  const month = String(random.integer(1, 9)).padStart(2, '0');
  return { validFrom: `${year}-${month}-01`, validTo: `${year + 4}-12-31` };
}

function levelOf(department: Department, core: boolean, random: Random): (typeof inspectorLevels)[number] {
  return !core && fromTownship.includes(department) && random.chance(0.4) ? '所' : '县';
}

function freshName(random: Random, names: Set<string>): string {
  const name = personName(random);
  if (names.has(name)) return freshName(random, names);
  names.add(name);
  return name;
}
