import type { ListEntry, ListingNotice, OutsideDecision } from '../../shared/domain/credit/list-entry.ts';

export const aNoticeBefore: ListingNotice = {
  ...{ document: '睢市监列告〔2026〕1号', servedOn: '2026-03-03', facts: '通过登记的住所无法联系' },
  ...{ grounds: '两次专用信函无人签收', basis: '《企业信息公示暂行条例》第十七条', measures: '列入经营异常名录并公示' },
  rights: '五日内可以陈述、申辩',
};

/** 市场监管 has been proposed to enter 第0商店 in 经营异常名录. */
export const aListEntry = (more: Partial<ListEntry> = {}): ListEntry => ({
  ...{ id: 'le-1', number: '睢市监列名〔2026〕1号', list: 'abnormal', reason: 'a4', department: 'SCJG' },
  ...{ followUpId: 'FU-1', resultId: 'V1.SCJG', items: [], status: 'suggested', suggestedOn: '2026-03-02', steps: [] },
  object: { id: 'SHOP-0', name: '第0商店', kind: '企业' },
  ...more,
});

/** What only an entry has that was decided elsewhere. */
export const anOutsideDecision = (more: Partial<OutsideDecision> = {}): OutsideDecision => ({
  ...{ file: 'list-file-1', authority: '睢县人民法院', reason: '有履行能力而拒不履行' },
  ...more,
});

/** 甲公司 is on the list of the market authorities, as the provincial platform says. */
export function anOutsideEntry(more: Partial<ListEntry> = {}): ListEntry {
  const { followUpId: _, resultId: __, items: ___, suggestedOn: ____, reason: _____, ...entry } = aListEntry();
  return {
    ...entry,
    ...{
      id: 'le-of-file',
      number: '罚一号',
      list: 'serious',
      outside: anOutsideDecision({ authority: '商丘市市场监管局' }),
    },
    ...{ status: 'listed', decision: { number: '罚一号', on: '2026-01-05', by: 'u' } },
    object: { id: '91411422MA0000001X', creditCode: '91411422MA0000001X', name: '甲公司', kind: '其他' },
    ...more,
  };
}
