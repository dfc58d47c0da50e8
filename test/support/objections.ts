import type { Objection } from '../../shared/domain/objection/objection.ts';

/** 市场监管 is asked by 睢县第一餐馆 to look at a published result again, unless said otherwise. */
export const anObjection = (more: Partial<Objection> = {}): Objection => ({
  id: 'objection-1',
  resultId: 'result-1',
  objectId: 'S0001',
  edition: 1,
  department: 'SCJG',
  documentNumber: '睢市监抽查〔2026〕1号',
  objectName: '睢县第一餐馆',
  ground: 'fact',
  text: '检查当日后厨地面为清洗中，并非积水。',
  filedBy: '睢县第一餐馆',
  papers: ['营业执照复印件'],
  filedOn: '2026-03-16',
  enteredBy: 'SCJG-officer-甲',
  enteredAt: '2026-03-16T02:00:00.000Z',
  status: 'filed',
  verified: false,
  due: '2026-03-19',
  ...more,
});
