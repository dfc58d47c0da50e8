import type { AnswerOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { DishonestyList } from '../../shared/codes/dishonesty-lists.ts';
import { type ListFile, type ListFilePart, noLines, partIdOf } from '../../shared/domain/credit/list-file.ts';
import { codeOf } from './import-desk.ts';
import { expectOk, person, type TestSystem } from './system.ts';

/** Who brings the list of the courts, and who applies it. */
export const liaison = person('FGW', 'officer', '法院联络');
export const second = person('FGW', 'officer', '核对');

/** The columns of a list, by the words of its source. */
const columns = [
  '被执行人名称',
  '证件号',
  '案号',
  '发布时间',
  '截止日期',
  '失信行为具体情形',
  '执行法院',
  '法定代表人',
];
export type ListRow = readonly string[];

/** 睢县人民法院 has published a company. */
export const aListRow = (name: string, creditCode: string, number: string, on = '2025-11-20', until = ''): ListRow => [
  ...[name, creditCode, number, on, until],
  ...['有履行能力而拒不履行', '睢县人民法院', '张三'],
];

export const listCsv = (rows: readonly ListRow[], header: readonly string[] = columns): Uint8Array =>
  new TextEncoder().encode(
    `\ufeff${[['失信被执行人名单'], header, ...rows].map((row) => row.join(',')).join('\r\n')}\r\n`,
  );

/** A file of 失信被执行人 that was compared: it names one more than the list. */
export const aListFile = (more: Partial<ListFile> = {}): ListFile => ({
  ...{ id: 'list-file-1', list: 'court', department: 'FGW', coverage: 'whole', asOf: '2026-03-02' },
  ...{ fileName: '名单.csv', blob: 'uploads/lists/list-file-1/file', bytes: 3, sha256: 'a'.repeat(64) },
  ...{ status: 'checked', counts: { ...noLines, rows: 1, added: 1 }, problems: [], turn: 1 },
  ...{ createdBy: liaison.id, createdAt: '2026-03-02T01:00:00.000Z', checkedBy: liaison.id },
  ...more,
});

/** What it adds. */
export const aListFilePart = (): ListFilePart => ({
  id: partIdOf({ id: 'list-file-1', sha256: 'a'.repeat(64), turn: 1 }, 'added', 0),
  ...{ file: 'list-file-1', change: 'added' },
  lines: [
    {
      entry: 'le-of-file',
      row: {
        ...{ name: '甲公司', creditCode: codeOf(1), number: '（2025）豫1422执1号', on: '2025-11-20' },
        ...{ reason: '有履行能力而拒不履行', authority: '睢县人民法院' },
      },
    },
  ],
});

let files = 0;

/** Files of lists as a department brings them. */
export function listFilesOf(system: TestSystem, who: Principal = liaison, other: Principal = second) {
  const uploaded = async (list: DishonestyList, asOf: string, bytes: Uint8Array): Promise<string> => {
    files += 1;
    const body = { list, asOf, fileName: '名单.csv', bytes: bytes.length };
    const { file } = expectOk(await system.as(who)('createListFile', { key: `list-file-${files}`, body }));
    await system.deps.blobs.put(`uploads/lists/${file.id}/file`, bytes, 'text/csv');
    return file.id;
  };
  const get = async (id: string): Promise<AnswerOf<'getListFile'>> =>
    expectOk(await system.as(who)('getListFile', { params: { id } }));
  const check = async (id: string) => {
    expectOk(await system.as(who)('startListFile', { params: { id }, body: {} }));
    await system.runJobs();
    return get(id);
  };
  const checked = async (list: DishonestyList, asOf: string, rows: readonly ListRow[]) =>
    check(await uploaded(list, asOf, listCsv(rows)));
  const apply = async (id: string, by: Principal = other) => {
    const { version } = await get(id);
    return system.as(by)('applyListFile', { params: { id }, version, body: {} });
  };
  const applied = async (list: DishonestyList, asOf: string, rows: readonly ListRow[]) => {
    const { id } = await checked(list, asOf, rows);
    expectOk(await apply(id));
    await system.runJobs();
    return get(id);
  };
  const names = async (id: string, change: 'added' | 'changed' | 'gone' | 'unchanged') =>
    expectOk(await system.as(who)('listLinesOfListFile', { params: { id }, query: { change } })).lines.map(
      ({ row }) => row.name,
    );
  return { uploaded, get, check, checked, apply, applied, names };
}
