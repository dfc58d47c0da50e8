import { county } from '../shared/codes/county.ts';
import { departmentCodes } from '../shared/codes/departments.ts';

/** What each call to the database takes in addition (ms), as over a network. */
export const latencyMs = 20;

/** Visits of all departments at once, as the draw hands them over: two items and two inspectors of each. */
export const selectedVisits = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, n) => ({
    ticket: String(n).padStart(64, '0'),
    drawnIn: [{ frame: 'F1', stratum: 'B' }],
    visit: {
      batchId: '3f1c9a52-7f0b-4a53-9a3e-2f6d1c0b8e47',
      object: {
        id: `92411422MA${String(n).padStart(7, '0')}X`,
        version: 1,
        creditCode: `92411422MA${String(n).padStart(7, '0')}X`,
        name: `${county.name}恒达惠民${n}餐饮服务有限公司`,
        kind: '企业',
        township: '411422105',
        address: `城关镇解放路${n}号`,
        industry: 'H6210',
        creditClass: 'B',
      },
      lead: departmentCodes[0],
      window: { from: '2026-03-01', to: '2026-04-30' },
      parts: departmentCodes.map((department) => ({
        department,
        items: [1, 2].map((item) => ({
          id: `${department}-00${item}`,
          version: 1,
          name: '对食品经营者执行食品安全标准情况的行政检查',
          taskId: 'T1',
        })),
        team: [1, 2].map((member) => ({
          id: `${department}-R${String((n + member) % 400).padStart(3, '0')}`,
          version: 1,
          name: '王建国',
          certificate: `豫41142200${member}`,
        })),
      })),
    },
  }));
