import { importCellsOf } from '../../../shared/domain/import/cells-of-row.ts';
import { importColumns } from '../../../shared/domain/import/columns.ts';
import type { InspectionObject } from '../../../shared/domain/registry/registry.ts';
import { creditCodeSource } from '../credit-codes.ts';
import { csvBytes } from '../files.ts';
import { checkAgain, type FileToImport, type ImportView } from '../import-file.ts';
import { Random } from '../random.ts';
import type { Person } from './cast.ts';
import { deviation, expect } from './deviation.ts';
import type { Stage } from './stage.ts';

const fileName = '新增餐饮单位.csv';
const shops = ['小满家常菜馆', '谷雨饺子馆', '白露羊肉汤馆', '霜降火锅店', '立冬烩面馆'];
/** The last two rows are corrupted. */
const lawful = 3;

export interface Imported {
  readonly lawful: number;
  readonly refused: number;
}

/** 两库: a small file with mistakes goes through the regular import. */
export async function importChapter(stage: Stage): Promise<Imported> {
  const { tell } = stage;
  const keeper = stage.person('scjg-officer1');
  tell.chapter('名录导入：逐行校验，合格才生效');
  const bytes = await fileBytes();
  const path = await stage.keepFile(fileName, bytes);
  const file: FileToImport = { kind: 'object', name: fileName, bytes: () => bytes };
  await dropLeftOver(keeper);

  tell.act(keeper.title, `向检查对象名录库导入 ${fileName}（${shops.length} 行，其中 2 行故意填错）`);
  tell.why('导入的文件先逐行校验，校验结果可下载；在确认生效之前，任何一行都不会进入名录库');
  const checked = await check(keeper, file);
  const { counts, id, version } = checked;
  expect(checked.status === 'staged' && counts.refused === 2, '校验完成，2 行有误');
  tell.result(
    `共 ${counts.rows} 行：新增 ${counts.added}，变更 ${counts.changed}，未变 ${counts.unchanged}，有误 ${counts.refused}`,
  );
  const report = await readReport(stage, keeper, id);
  for (const line of report.lines) tell.result(`校验报告  ${line}`);

  const refusal = { params: { id }, version, body: { validRowsOnly: false } };
  tell.refusal(await keeper.isRefused('activateImport', refusal, 'import-has-errors'));
  tell.act(keeper.title, '注明只导入合格行，一次生效');
  await keeper.does('activateImport', { ...refusal, body: { validRowsOnly: true } });
  tell.result(`${lawful} 家餐饮单位已在检查对象名录库中`);

  tell.act(keeper.title, '不慎把同一文件又导入一遍');
  const again = await check(keeper, file);
  expect(again.counts.unchanged === lawful && again.counts.added + again.counts.changed === 0, '重复导入没有变化');
  tell.result(`新增 0，变更 0，未变 ${again.counts.unchanged}：重复导入不改变名录`);
  await keeper.does('discardImport', { params: { id: again.id } });
  stage.artefacts.push(
    { name: '导入文件', figure: `${counts.rows} 行`, at: path },
    { name: '校验报告', figure: `有误 ${counts.refused} 行`, at: report.path },
  );
  return { lawful, refused: counts.refused };
}

async function check(keeper: Person, file: FileToImport): Promise<ImportView> {
  const checked = await checkAgain(keeper.call, file);
  if (checked.ok) return checked.value;
  throw deviation(`导入 ${fileName} 未成功：${checked.error.title}。${checked.error.detail}`);
}

/** An earlier story may have stopped between check and activation; its import would lock the registry. */
async function dropLeftOver(keeper: Person): Promise<void> {
  const { items } = await keeper.does('listImports', { query: { kind: 'object', limit: 100 } });
  for (const { id, fileName: name, status } of items) {
    if (name === fileName && (status === 'staging' || status === 'staged'))
      await keeper.does('discardImport', { params: { id } });
  }
}

async function readReport(stage: Stage, keeper: Person, id: string) {
  const { url } = await keeper.does('getImportReport', { params: { id } });
  const text = await (await fetch(url)).text();
  const path = await stage.keepFile('新增餐饮单位-校验报告.csv', text);
  return {
    path,
    lines: text
      .split('\n')
      .slice(1)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  };
}

/** The same bytes each time, so that a second story finds its shops already in the registry. */
function fileBytes(): Promise<Uint8Array> {
  const nextCode = creditCodeSource(new Random(20_261_123));
  const rows = shops.map((name) => importCellsOf('object', shopOf(nextCode('92'), `睢县${name}`)));
  const header = importColumns.object.map((column) => column.header);
  return csvBytes(header, rows.map(spoiled), 'utf-8-bom');
}

const shopOf = (creditCode: string, name: string): InspectionObject => ({
  id: creditCode,
  creditCode,
  name,
  kind: '个体工商户',
  department: 'SCJG',
  supervisors: ['SCJG', 'WJW', 'CGJ'],
  township: '411422105',
  address: '睢县城关镇演示路1号',
  industry: 'H6210',
  creditClass: 'B',
  status: '存续',
  tags: [],
});

/** The fourth row has a township that does not exist, the fifth a credit code with a wrong check digit. */
function spoiled(cells: readonly string[], row: number): readonly string[] {
  const put = (field: string, change: (cell: string) => string) =>
    cells.map((cell, at) => (importColumns.object[at]?.field === field ? change(cell) : cell));
  if (row === lawful) return put('township', () => '城关乡');
  if (row < lawful) return cells;
  return put('creditCode', (code) => `${code.slice(0, 17)}${code.endsWith('0') ? '1' : '0'}`);
}
