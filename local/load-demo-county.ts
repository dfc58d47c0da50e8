import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ApiAddresses } from '../shared/api/addresses.ts';
import { type Client, createClient } from '../shared/api/client.ts';
import type { Problem } from '../shared/api/problems.ts';
import type { Result } from '../shared/base/result.ts';
import { type Department, departmentName } from '../shared/codes/departments.ts';
import { type RegistryKind, registryKinds } from '../shared/domain/registry/kinds.ts';
import { demoSeed, generateDemoCounty } from './demo/generate.ts';
import { checkFile, type ImportView } from './demo/import-file.ts';
import type { ManifestFile } from './demo/manifest.ts';
import { type DemoUser, demoUsers } from './demo/users.ts';

export interface DemoCountyOptions {
  readonly gatewayUrl: ApiAddresses;
  readonly tokenOf: (user: DemoUser) => Promise<string>;
  /** Where the import files are written, for later inspection. */
  readonly directory: string;
  readonly progress: (text: string) => void;
}

const registryNames: Readonly<Record<RegistryKind, string>> = {
  item: '抽查事项清单',
  object: '检查对象名录库',
  inspector: '执法检查人员名录库',
  expert: '专家库',
};

/** Departments in parallel: one waits for the database while another reads its file. */
const atOnce = 4;
/** Files with this many rows take long enough to be reported individually. */
const large = 500;

/**
 * Loads the demo county as its departments would: every file through the real import, over HTTP. After a run that died,
 * the next run resumes the imports it finds.
 */
export async function loadDemoCounty({ gatewayUrl, tokenOf, directory, progress }: DemoCountyOptions): Promise<void> {
  const { files } = await generateDemoCounty({ seed: demoSeed, directory });
  progress(`导入演示数据：${files.length} 个文件，已写入 ${directory}`);
  for (const kind of registryKinds) {
    const imported = await importRegistry(files.filter((file) => file.kind === kind));
    const rows = imported.reduce((all, { counts }) => all + counts.added + counts.unchanged, 0);
    progress(`${registryNames[kind]}已生效：${imported.length} 个文件，${rows} 条`);
  }

  /** The files of one department in their order, several departments in parallel. */
  async function importRegistry(ofKind: readonly ManifestFile[]): Promise<readonly ImportView[]> {
    const waiting = [...new Set(ofKind.map(({ department }) => department))];
    const imported: ImportView[] = [];
    const work = async () => {
      for (let department = waiting.shift(); department; department = waiting.shift()) {
        const callAs = (user: DemoUser) => createClient({ baseUrl: gatewayUrl, token: () => tokenOf(user) });
        const [call, second] = [callAs(keeperOf(department)), callAs(secondOf(department))];
        for (const file of ofKind.filter((one) => one.department === department)) {
          const done = await importFile(call, second, file);
          if (file.unknownColumns.length === 0) imported.push(done);
        }
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return imported;
  }

  async function importFile(call: Client, second: Client, file: ManifestFile): Promise<ImportView> {
    const bytes = () => readFile(join(directory, file.file));
    const checked = value(await checkFile(call, { kind: file.kind, name: file.file, bytes }));
    const name = `${departmentName(file.department)} ${file.file}`;
    if (file.unknownColumns.length > 0) return discard(call, checked, name, file.unknownColumns);
    const { rows, refused } = checked.counts;
    if (rows !== file.rows || refused !== file.problems.length)
      throw new Error(`${name} 的校验结果与清单不符：${rows} 行，其中 ${refused} 行有误；${checked.failure ?? ''}`);
    if (checked.status !== 'staged') return checked;
    if (refused > 0) progress(`  ${name}：${rows} 行，${refused} 行未通过校验（校验报告可下载），只导入合格行`);
    else if (rows >= large) progress(`  ${name}：${rows} 行，全部通过校验`);
    const { id, version } = checked;
    const body = { validRowsOnly: refused > 0 };
    // New inspectors and experts are brought into force by another person than had the file checked.
    return value(await second('activateImport', { params: { id }, version, body }));
  }

  async function discard(
    call: Client,
    checked: ImportView,
    name: string,
    unknown: readonly string[],
  ): Promise<ImportView> {
    const { id, status, failure } = checked;
    if (status === 'discarded') return checked;
    if (status !== 'refused') throw new Error(`${name} 含有未知列，应被整体退回，实为 ${status}`);
    progress(`  ${name}：整体退回（${failure ?? ''}；未知列“${unknown.join('、')}”），放弃后另送改正的文件`);
    return value(await call('discardImport', { params: { id } }));
  }
}

/** A department's registry keeper. */
function keeperOf(department: Department): DemoUser {
  const keeper = demoUsers.find((user) => user.department === department && user.roles.includes('department-admin'));
  if (!keeper) throw new Error(`no demo user keeps the registries of ${department}`);
  return keeper;
}

/** Whoever makes active what the keeper has had checked. */
function secondOf(department: Department): DemoUser {
  const second = demoUsers.find((user) => user.department === department && user.roles.includes('officer'));
  if (!second) throw new Error(`no demo user of ${department} activates what its keeper has had checked`);
  return second;
}

const value = <T>(answer: Result<T, Problem>): T => {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.title}：${answer.error.detail}`);
};
