interface ListRule {
  readonly name: string;
  readonly document: string;
  /** Gives class D, and measures that refuse. */
  readonly serious: boolean;
  /** Ground of an entry, by its code. */
  readonly reasons?: Readonly<Record<string, string>>;
  /** An entry ends by itself after so many months, and may be removed early after so many. */
  readonly months?: { readonly most: number; readonly least: number };
  readonly confirm?: string;
}

/** 失信名单 (codes-credit.json): who is met by the measures of the catalogue, and watched. */
export const dishonestyLists = {
  abnormal: {
    name: '经营异常名录',
    document: '企业信息公示暂行条例第十七条',
    serious: false,
    reasons: {
      a1: '未按规定期限公示年度报告',
      a2: '未按责令期限公示有关企业信息',
      a3: '公示信息隐瞒真实情况、弄虚作假',
      a4: '通过登记的住所（经营场所）无法联系',
    },
  },
  serious: {
    name: '市场监督管理严重违法失信名单',
    document: '市场监管总局令第44号',
    serious: true,
    months: { most: 36, least: 12 },
    confirm: '三年期满移出、一年后可申请提前移出，按现行文本由县市场监督管理局核定',
  },
  tax: { name: '重大税收违法失信主体', document: '税务总局令第54号', serious: true },
  court: { name: '失信被执行人', document: '最高人民法院关于公布失信被执行人名单信息的若干规定', serious: true },
  procurement: {
    name: '政府采购严重违法失信行为记录名单',
    document: '财库〔2016〕125号；政府采购法第七十七条',
    serious: true,
  },
} as const satisfies Readonly<Record<string, ListRule>>;
export type DishonestyList = keyof typeof dishonestyLists;
export const dishonestyListCodes = Object.keys(dishonestyLists) as [DishonestyList, ...DishonestyList[]];
