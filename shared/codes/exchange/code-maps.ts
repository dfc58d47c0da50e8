import { checkKinds } from '../direct-checks.ts';
import { itemLevels, methods } from '../inspection.ts';
import { drawKinds } from '../planning.ts';
import { objectKinds } from '../registry.ts';
import type { LayoutCode } from './layouts.ts';

/** 代码对照: which code of a receiver stands for each of ours. What has none keeps its row from leaving (R89). */
export interface CodeMap {
  /** All codes of ours that the field may be filled from, with their names. */
  readonly own: Readonly<Record<string, string>>;
  readonly theirs: Readonly<Record<string, string>>;
  /** What must still be confirmed or obtained. */
  readonly confirm?: string;
}

type MapsOf<L extends LayoutCode> = Readonly<Record<L, Readonly<Record<string, CodeMap>>>>;

const named = (names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, name]));
/** Codes that are words leave as they are. */
const words = (names: readonly string[]): CodeMap => ({ own: named(names), theirs: named(names) });
/** The receiver's list is not known yet: everything is a gap. */
const unknown = (own: Readonly<Record<string, string>>): CodeMap => ({
  own,
  theirs: {},
  confirm: '取得省级平台字典后录入',
});

/** By layout and field, for version 1 of each layout. */
export const codeMaps: Partial<MapsOf<LayoutCode>> = {
  'jdjc-check': {
    supervise_object_type: unknown(named(objectKinds)),
    administrative_cp_na: {
      own: named(objectKinds),
      theirs: { 企业: '2', 农民专业合作社: '2', 个体工商户: '3', 外国企业常驻代表机构: '3' },
      confirm: '合伙企业、个人独资企业不是法人，个体工商户按公民还是其他组织报送：由县市场监督管理局与省级平台核定',
    },
    administrative_cp_ce_type: {
      own: { 'credit-code': '统一社会信用代码', number: '其他编号' },
      theirs: { 'credit-code': '001' },
      confirm: '取得省级平台证件类型字典后录入其他证件',
    },
    check_form: {
      own: checkKinds,
      theirs: { daily: '01', special: '02' },
      confirm: '已见字典只有日常、专项，个案检查的代码须向省级平台取得',
    },
    check_mode: unknown(methods),
  },
  'task-check-basic': { use_level: unknown(named(itemLevels)) },
  'gsxt-random': { raninsTypeName: words(drawKinds) },
  'plan-county': { type: words(drawKinds), method: { own: methods, theirs: methods } },
};
