import type { EventDraft } from '../../shared/domain/audit/audit-chain.ts';
import type { CalendarYear } from '../../shared/domain/calendar/calendar-year.ts';
import type { Notice } from '../../shared/domain/notice/notice.ts';
import type { InspectionObject, Inspector } from '../../shared/domain/registry/registry.ts';

/** The least that the schemas accept; a test states what matters to it. */
export const anObject = (id: string, more: Partial<InspectionObject> = {}): InspectionObject => ({
  id,
  name: `睢县${id}号商店`,
  kind: '个体工商户',
  department: 'SCJG',
  supervisors: ['SCJG'],
  township: '411422105',
  address: '城关镇解放路1号',
  industry: 'F5211',
  creditClass: 'B',
  status: '存续',
  tags: [],
  ...more,
});

export const anInspector = (id: string, validTo: string): Inspector => ({
  id,
  name: '张三',
  department: 'SCJG',
  certificate: { number: `豫N-${id}`, issuer: '河南省人民政府', validFrom: '2020-01-01', validTo },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  recusals: [],
  status: '有效',
  tags: [],
});

export const aNotice = (id: string, more: Partial<Notice> = {}): Notice => ({
  id,
  department: 'SCJG',
  kind: 'overdue',
  day: '2026-03-02',
  resultId: 'r1',
  text: '检查结果已逾期未公示',
  createdAt: '2026-03-02T00:00:00.000Z',
  claimedAt: '2026-03-02T00:00:00.000Z',
  delivery: 'pending',
  ...more,
});

export const aCalendar = (year: number, notice = '国办发明电〔2025〕7号'): CalendarYear => ({
  year,
  notice,
  off: [[`${year}-01-01`, `${year}-01-03`]],
  workdays: [],
});

export const anEvent = (action = 'create', more: Partial<EventDraft> = {}): EventDraft => ({
  action,
  at: '2026-03-02T01:00:00.000Z',
  actor: 'officer-1',
  department: 'SCJG',
  ...more,
});
