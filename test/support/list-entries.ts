import type { ListEntry, ListingNotice } from '../../shared/domain/credit/list-entry.ts';

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
