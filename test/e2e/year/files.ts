import { creditCodeSource } from '../../../local/demo/credit-codes.ts';
import { csvBytes } from '../../../local/demo/files.ts';
import { Random } from '../../../local/demo/random.ts';

/** A file as a department's clerk fills it in: rows by the Chinese headers of the template, as many columns as she has. */
export type Row = Readonly<Record<string, string>>;

export function fileOf(rows: readonly Row[]): Promise<Uint8Array> {
  const header = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => header.map((name) => row[name] ?? ''));
  return csvBytes(header, cells, 'utf-8-bom');
}

const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n + 1));
const twoDigits = (n: number): string => String(n).padStart(2, '0');

const item = (编码: string, 抽查事项: string, 检查方式: string, 适用对象类别: string, more: Row = {}): Row => ({
  事项编码: 编码,
  抽查事项,
  抽查类别: '专项监管',
  事项类型: '一般',
  清单层级: '县',
  检查依据: '有关法律、法规的规定',
  检查主体: '县级主管部门',
  检查对象: 适用对象类别,
  检查内容: 抽查事项,
  检查方式,
  检查频次: '每年1次',
  适用对象类别,
  ...more,
});
const capped: Row = { '抽查比例上限(%)': '50', 比例文件依据: '睢政办〔2020〕13号' };
const farming: Row = { ...capped, 联合抽查领域: '畜禽养殖', 适用行业: 'A03' };

/** The item lists of the departments that inspect in this year: a key item, one of network monitoring, three joint ones. */
export const itemsOf: Readonly<Record<'slj' | 'wgl' | 'nync' | 'hbj' | 'jtys', readonly Row[]>> = {
  slj: [item('SLJ-101', '水利工程质量检查', '实地核查', '项目', { 事项类型: '重点' })],
  wgl: [item('WGL-201', '网络文化经营行为检查', '网络监测', '行为', capped)],
  nync: [item('NYNC-301', '养殖档案检查', '实地核查；书面检查', '企业；农民专业合作社', farming)],
  hbj: [item('HBJ-301', '养殖污染防治检查', '实地核查', '企业；农民专业合作社', farming)],
  jtys: [item('JTYS-301', '畜禽运输车辆备案检查', '书面检查', '企业；农民专业合作社', farming)],
};

/** Four inspectors of a department; the first two are those who sign in. */
export const inspectorsOf = (department: string, names: readonly [string, string]): readonly Row[] =>
  [...names, '丙同志', '丁同志'].map((姓名, index) => ({
    人员编号: `${department}-R${String(index + 1).padStart(3, '0')}`,
    姓名,
    执法证号: `豫N${department}${index + 1}`,
    发证机关: '河南省人民政府',
    证件生效日期: '2023-01-01',
    证件有效期至: '2028-12-31',
    层级: '县',
    可检查事项: '*',
    状态: '有效',
  }));

const object = (名称: string, 对象类别: string, 行业代码: string, 信用风险分类: string, more: Row): Row => ({
  名称,
  对象类别,
  乡镇街道: '城关镇',
  地址: `城关镇${名称}`,
  行业代码,
  信用风险分类,
  状态: '存续',
  ...more,
});

/** Twelve works of the water authority; it numbers them itself. */
export const works: readonly Row[] = times(12, (n) =>
  object(`惠济河治理工程第${n}标段`, '项目', 'E4822', 'B', { 对象编号: `SLJ-P${twoDigits(n)}` }),
);

/** Twenty forms of trade on the net, which are behaviours and nobody's premises. */
export const behaviours: readonly Row[] = times(20, (n) =>
  object(`网络文化经营第${n}号`, '行为', 'I6429', n % 4 === 0 ? 'C' : 'B', { 对象编号: `WGL-B${twoDigits(n)}` }),
);

const nextCode = creditCodeSource(new Random(411_422));
/** Forty farms, entered by the department of agriculture with the two others that supervise them. */
export const farms: readonly Row[] = times(40, (n) =>
  object(`睢县第${n}养殖场`, n % 5 === 0 ? '农民专业合作社' : '企业', 'A0313', ['B', 'A', 'B', 'C'][n % 4] ?? 'B', {
    统一社会信用代码: nextCode(n % 5 === 0 ? '93' : '91'),
    监管部门: '农业农村局；生态环境局；交通运输局',
  }),
);
export const codeOfFarm = (n: number): string => farms[n - 1]?.统一社会信用代码 ?? '';
