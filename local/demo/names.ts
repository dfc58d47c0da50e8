import { type Township, townships } from '../../shared/codes/townships.ts';
import type { Random } from './random.ts';

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎',
  ...'余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文',
  ...['欧阳', '司马', '诸葛', '轩辕'],
];
const given = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国志海波宁辉鹏宇浩然晨曦欣怡佳琪雨泽轩梓涵',
  ...'俊峰洪亮春梅凤莲永胜新民保平树林金山爱玲素珍文博思远家豪立群',
];
const auspicious = [
  ...'福顺隆盛鑫源祥和泰瑞昌兴旺嘉佳宏达恒丰润康益乐诚信德仁美晨阳春金玉银龙凤鹏飞腾亿万百千惠利民安宁',
  ...'东南西北中天地人一品香味悦锦秀雅豪帝皇名流尚品客家老友好邻居湖景',
];
/** Characters that careless systems lose: outside the basic plane, or rare within it. */
const rare = ['𠮷', '𫖯', '𬭎', '𫍽', '𬍛', '堃', '犇', '燚', '喆', '龘', '䶮'];
const roads = [
  '中心大街',
  '解放路',
  '凤城大道',
  '湖西路',
  '文化路',
  '泰山路',
  '睢州大道',
  '拥军路',
  '锦绣路',
  '水口路',
];
const villages = ['大刘庄', '小王楼', '张阁', '李庙', '孙寨', '汤庙', '马头', '田窑', '乔寨', '阎楼'];
const urban: readonly Township[] = ['411422001', '411422002', '411422105'];

/** A generated name; any resemblance to a person is coincidental. */
export function personName(random: Random): string {
  const last = random.chance(0.02) ? random.pick(rare) : random.pick(given);
  return random.pick(surnames) + (random.chance(0.65) ? random.pick(given) : '') + last;
}

export const brandName = (random: Random): string =>
  random.pick(auspicious) + (random.chance(0.03) ? random.pick(rare) : random.pick(auspicious));

/** The name of a township without its rank: 城关 for 城关镇. */
export const townName = (code: Township): string => townships[code].replace(/(街道|镇|乡)$/, '');

/** Half of everything is in the county town; the rest is spread over the other 17 townships. */
export const townshipOf = (random: Random): Township =>
  random.weighted<Township>([
    ['411422001', 14],
    ['411422002', 9],
    ['411422105', 27],
    ['411422100', 4],
    ['411422101', 5],
    ['411422102', 3],
    ['411422103', 4],
    ['411422104', 3],
    ['411422106', 4],
    ['411422107', 3],
    ['411422200', 2],
    ['411422202', 3],
    ['411422203', 2],
    ['411422204', 2],
    ['411422205', 2],
    ['411422206', 2],
    ['411422207', 2],
    ['411422208', 3],
    ['411422211', 2],
    ['411422213', 4],
  ]);

export function addressIn(township: Township, random: Random): string {
  const place = `睢县${townships[township]}`;
  if (urban.includes(township)) return `${place}${random.pick(roads)}${random.integer(1, 388)}号`;
  return `${place}${random.pick(villages)}村${random.integer(1, 120)}号`;
}

/** A number that nobody has: subscriber numbers of area 0370 have seven digits, these have eight. */
export const phoneNumber = (random: Random): string => `0370-8100${String(random.integer(0, 9999)).padStart(4, '0')}`;
