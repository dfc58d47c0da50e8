import { beforeEach, expect, test } from 'vitest';
import { createRow } from '../../shared/use-cases/changes.ts';
import { clerk, elsewhere, failureOf, head } from '../support/leads.ts';
import { commit } from '../support/registry-imports.ts';
import { anEvent, anObject } from '../support/stored-rows.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  system.at('2026-04-13T02:00:00Z');
});

const columns = [
  ...['登记编号', '业务类型', '登记时间', '涉及主体', '统一社会信用代码', '主体地址', '问题描述'],
  ...['提供方姓名', '联系电话', '处理单位'],
];
const complaint = [
  '1411422001',
  '投诉',
  '2026-04-10 09:12:33',
  '春风小吃店',
  '',
  '南街',
  '菜里有虫',
  '李春梅',
  '13903701234',
  '城关所',
];
const report = ['1411422002', '举报', '2026/4/13', '春风小吃店', '', '', '使用过期食用油', '', '', '城关所'];
const csv = (...rows: readonly (readonly string[])[]) =>
  new TextEncoder().encode(
    `\ufeff${[['全国12315平台导出'], columns, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`,
  );

let files = 0;
async function uploaded(bytes: Uint8Array, platform: '12315' | '12345' = '12315') {
  files += 1;
  const body = { platform, fileName: '12315导出.csv', bytes: bytes.length };
  const { import: entry } = expectOk(await system.as(clerk)('createLeadImport', { key: `lead-file-${files}`, body }));
  await system.deps.blobs.put(`uploads/leads/${entry.id}/file`, bytes, 'text/csv');
  return entry.id;
}
async function run(id: string, validRowsOnly = false) {
  const started = expectOk(await system.as(clerk)('startLeadImport', { params: { id }, body: { validRowsOnly } }));
  expect(started.status).toBe('running');
  await system.runJobs();
  return expectOk(await system.as(clerk)('getLeadImport', { params: { id } }));
}
const imported = async (bytes: Uint8Array, validRowsOnly = false) => run(await uploaded(bytes), validRowsOnly);
const leads = async (who = clerk) => expectOk(await system.as(who)('listLeads', { query: { limit: 100 } })).items;
async function reportOf(id: string): Promise<string> {
  const chunks = await Array.fromAsync(system.deps.blobs.open(`uploads/leads/${id}/report.csv`));
  return new TextDecoder().decode(Buffer.concat(chunks));
}

test('every row of a platform’s file becomes a lead with its own clock, below a title and beside columns that nobody keeps', async () => {
  const done = await imported(csv(complaint, report));
  expect(done).toMatchObject({ status: 'done', counts: { rows: 2, registered: 2, known: 0, refused: 0 } });
  expect(await leads()).toMatchObject([
    // 7 working days after Friday the 10th; 15 after Monday the 13th.
    {
      kind: 'complaint',
      subSource: '201',
      externalNumber: '1411422001',
      receivedOn: '2026-04-10',
      due: '2026-04-21',
      owed: 1,
    },
    {
      kind: 'report',
      subSource: '202',
      externalNumber: '1411422002',
      receivedOn: '2026-04-13',
      due: '2026-05-07',
      owed: 0,
    },
  ]);
  expect((await leads()).map(({ number }) => number)).toEqual(['411422202604130001', '411422202604130002']);
  expect(await leads(elsewhere)).toEqual([]);
});

test('who complained is sealed, and read by whoever accepts the lead, not by whoever brought the file', async () => {
  await imported(csv(complaint));
  const [lead] = await leads();
  const id = lead?.id ?? '';
  const read = { params: { id }, body: { reason: '核实情况' } } as const;
  expect(failureOf(await system.as(clerk)('readInformant', read))).toBe('forbidden');
  expectOk(await system.as(head)('acceptLead', { params: { id }, version: 1, body: {} }));
  expect(expectOk(await system.as(head)('readInformant', read)).items).toMatchObject([
    { name: '李春梅', realName: true },
  ]);
});

test('an object is known by its credit code', async () => {
  await commit(system.store, createRow('object', anObject('92411422MA0000000F', { name: '春风小吃店' }), anEvent()));
  await imported(csv(report.with(4, '92411422MA0000000F')));
  expect(await leads()).toMatchObject([{ objectId: '92411422MA0000000F', objectName: '春风小吃店' }]);
});

test('a file that comes twice registers nothing twice, whoever brings it, and says what was known', async () => {
  await imported(csv(complaint, report));
  const again = await imported(csv(complaint, report, report.with(0, '1411422003')));
  expect(again.counts).toEqual({ rows: 3, registered: 1, known: 2, refused: 0 });
  expect(await leads()).toHaveLength(3);
  expect(await reportOf(again.id)).toContain('已登记为线索 411422202604130001，未重复登记');
});

test('a wrong row refuses the whole file, unless wrong rows are to be left out; the report names each and tells nobody’s name', async () => {
  const wrong = [
    complaint.with(0, '2').with(1, '投诉举报'),
    complaint.with(0, '3').with(6, '李 春 梅称菜里有虫'),
    complaint.with(0, '4').with(2, '2026-02-30'),
    complaint.with(0, '5').with(6, ''),
    complaint.with(0, '6').with(8, '李春梅的电话'),
    complaint.with(0, '7').with(2, '2026-04-14'),
    complaint,
  ];
  const refused = await imported(csv(complaint, ...wrong));
  expect(refused).toMatchObject({ status: 'refused', counts: { rows: 8, registered: 0, refused: 7 } });
  expect(await leads()).toEqual([]);
  const text = await reportOf(refused.id);
  for (const said of [
    '应分别登记',
    '请删去',
    '不是有效日期',
    '必填',
    '联系电话填写有误',
    '不得晚于今天',
    '与第 3 行编号相同',
  ])
    expect(text).toContain(said);
  expect(text).not.toMatch(/春梅|13903701234/);

  const done = await imported(csv(complaint, ...wrong), true);
  expect(done).toMatchObject({ status: 'done', counts: { rows: 8, registered: 1, refused: 7 } });
  expect(await leads()).toHaveLength(1);
});

test.each([
  [
    'without the columns that say what it is about',
    new TextEncoder().encode('登记编号,业务类型\r\n1,投诉\r\n'),
    '缺少',
  ],
  ['without a header', new TextEncoder().encode('甲,乙\r\n1,2\r\n'), '没有找到表头'],
  ['without rows', csv(), '没有数据行'],
  ['that is no table', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9]), ''],
])('a file %s registers nothing and says why', async (_, bytes, reason) => {
  const done = await imported(bytes);
  expect(done).toMatchObject({ status: 'refused' });
  expect(done.failure).toContain(reason);
  expect(await leads()).toEqual([]);
});

test('a start before the upload is refused, and so is a second one; another department finds no import', async () => {
  files += 1;
  const body = { platform: '12345', fileName: '热线.csv', bytes: 10 } as const;
  const { import: entry } = expectOk(await system.as(clerk)('createLeadImport', { key: `lead-file-${files}`, body }));
  const start = { params: { id: entry.id }, body: { validRowsOnly: false } };
  expect(failureOf(await system.as(clerk)('startLeadImport', start))).toBe('not-ready');
  const id = await uploaded(csv(report));
  await run(id);
  expect(failureOf(await system.as(clerk)('startLeadImport', { ...start, params: { id } }))).toBe('illegal-transition');
  expect(failureOf(await system.as(elsewhere)('getLeadImport', { params: { id } }))).toBe('not-found');
  expect(failureOf(await system.as(person('SCJG', 'auditor'))('getLeadImportReport', { params: { id } }))).toBe(
    'forbidden',
  );
});

test('a run that dies half-way is taken up, finds what it has registered, and leaves no number out', async () => {
  const rows = Array.from({ length: 45 }, (_, at) => report.with(0, `R${at}`));
  const id = await uploaded(csv(...rows));
  expectOk(await system.as(clerk)('startLeadImport', { params: { id }, body: {} }));
  system.forgetJobs();
  const { commit: whole } = system.deps.work;
  let commits = 0;
  const dying = {
    ...system.deps,
    work: {
      commit: (changes: Parameters<typeof whole>[0]) => {
        commits += 1;
        // The first says that the file was read, the next two register twenty each.
        if (commits > 3) throw new Error('died');
        return whole(changes);
      },
    },
  };
  const { runLeadImport } = await import('../../shared/use-cases/lead/run-lead-import.ts');
  await expect(runLeadImport(dying, id, new Date('2026-04-13T02:00:00Z'))).rejects.toThrow('died');
  expect(await leads()).toHaveLength(40);

  system.at('2026-04-13T02:30:00Z');
  await system.runJob('import-leads');
  expect(expectOk(await system.as(clerk)('getLeadImport', { params: { id } }))).toMatchObject({
    status: 'done',
    counts: { rows: 45, registered: 45, known: 0, refused: 0 },
  });
  const numbers = (await leads()).map(({ number }) => Number(number.slice(-4)));
  expect(numbers.toSorted((a, b) => a - b)).toEqual(rows.map((_, at) => at + 1));
});

test('a file that nobody starts within seven days lapses, and its department is told, once', async () => {
  const id = await uploaded(csv(complaint));
  const started = await uploaded(csv(report));
  await run(started);
  system.at('2026-04-20T01:59:59.999Z');
  expect(await system.runJob('import-leads')).toMatchObject({ expired: 0 });
  system.at('2026-04-20T02:00:00.000Z');
  expect(await system.runJob('import-leads')).toMatchObject({ expired: 1 });
  expect(await system.runJob('import-leads')).toMatchObject({ expired: 0 });
  const view = expectOk(await system.as(clerk)('getLeadImport', { params: { id } }));
  expect(view).toMatchObject({ status: 'lapsed', failure: '登记后7天内没有开始登记线索，已自动放弃' });
  const { items } = expectOk(await system.as(clerk)('listNotices', { query: {} }));
  expect(items.filter(({ kind }) => kind === 'import-expired').map(({ text }) => text)).toEqual([
    '2026年4月13日10时00分登记的线索导入（文件“12315导出.csv”）登记后7天内没有开始登记线索，已自动放弃；仍需导入的，请重新登记。',
  ]);
  const late = await system.as(clerk)('startLeadImport', { params: { id }, body: { validRowsOnly: false } });
  expect(failureOf(late)).toBe('illegal-transition');
  expect(expectOk(await system.as(clerk)('getLeadImport', { params: { id: started } })).status).toBe('done');
});
