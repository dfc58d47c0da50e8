import type { DataCheck } from '../../shared/domain/sharing/data-check.ts';
import type { ShareEntry } from '../../shared/domain/sharing/share-entry.ts';
import type { ShareRequest } from '../../shared/domain/sharing/share-request.ts';
import type { ShareUse } from '../../shared/domain/sharing/share-use.ts';

/** 市场监管 shares the names and addresses of food producers, unless said otherwise. */
export const aShareEntry = (more: Partial<ShareEntry> = {}): ShareEntry => ({
  id: 'entry-1',
  title: '食品生产经营许可信息',
  fields: ['许可证号', '经营者名称', '有效期'],
  attribute: 'unconditional',
  cycle: 'day',
  holder: 'SCJG',
  status: 'listed',
  changedBy: 'SCJG-officer-甲',
  changedAt: '2026-03-02T02:00:00.000Z',
  ...more,
});

/** 文化广电旅游 asks for it, unless said otherwise. */
export const aShareRequest = (more: Partial<ShareRequest> = {}): ShareRequest => ({
  id: 'request-1',
  entryId: 'entry-1',
  title: '食品生产经营许可信息',
  holder: 'SCJG',
  asker: 'WGL',
  purpose: '核对娱乐场所内餐饮的许可',
  legalDuty: '《娱乐场所管理条例》第三条',
  fields: ['许可证号'],
  from: '2026-03-02',
  to: '2026-12-31',
  filedBy: 'WGL-officer-甲',
  filedOn: '2026-03-02',
  atOnce: true,
  status: 'filed',
  due: '2026-03-03',
  ...more,
});

/** 文化广电旅游 has read it for a lead of its own, unless said otherwise. */
export const aShareUse = (more: Partial<ShareUse> = {}): ShareUse => ({
  ...{ id: 'use-1', requestId: 'request-1', entryId: 'entry-1', title: '食品生产经营许可信息' },
  ...{ holder: 'SCJG', department: 'WGL', by: 'WGL-officer-甲', at: '2026-03-02T02:00:00.000Z' },
  ...{ purpose: { kind: 'lead', id: 'lead-1' }, fields: ['许可证号'], rows: 1, digest: 'a'.repeat(64) },
  ...more,
});

/** 文化广电旅游 doubts one licence that it got by it, unless said otherwise. */
export const aDataCheck = (more: Partial<DataCheck> = {}): DataCheck => ({
  ...{ id: 'check-1', about: { kind: 'share-request', id: 'request-1', record: 'JY24114220000001' } },
  ...{ title: '食品生产经营许可信息', holder: 'SCJG', reporter: 'WGL', claim: '有效期与证书不一致' },
  ...{ filedBy: 'WGL-officer-甲', filedOn: '2026-03-02', status: 'filed', due: '2026-03-16' },
  ...more,
});
