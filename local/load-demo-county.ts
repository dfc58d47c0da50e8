import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type AnswerOf, type Client, createClient } from '../shared/api/client.ts';
import type { Problem } from '../shared/api/problems.ts';
import { type Department, departmentName } from '../shared/codes/departments.ts';
import type { Result } from '../shared/result.ts';
import { demoSeed, generateDemoCounty } from './demo/generate.ts';
import type { ManifestFile } from './demo/manifest.ts';
import type { DemoUser } from './demo/users.ts';

export interface DemoCountyOptions {
  readonly gatewayUrl: string;
  readonly tokenOf: (user: DemoUser) => Promise<string>;
  /** Where the import files are written, to be looked at afterwards. */
  readonly directory: string;
  readonly progress: (text: string) => void;
}

type ImportView = AnswerOf<'getImport'>;

/**
 * Loads the demo county as its departments would: every file through the real import, over HTTP. A run that follows one
 * that died goes on with the imports it finds.
 */
export async function loadDemoCounty({ gatewayUrl, tokenOf, directory, progress }: DemoCountyOptions): Promise<void> {
  const { files } = await generateDemoCounty({ seed: demoSeed, directory });
  const counts = { added: 0, refused: 0 };
  for (const [index, file] of files.entries()) {
    const token = () => tokenOf(keeperOf(file.department));
    const done = await importFile(createClient({ baseUrl: gatewayUrl, token }), file, directory);
    counts.added += done.counts.added;
    counts.refused += done.counts.refused;
    progress(`导入演示数据 ${index + 1}/${files.length}：${departmentName(file.department)} ${file.file}`);
  }
  progress(`演示数据已导入：新增 ${counts.added} 行；按设计退回的错误行 ${counts.refused} 行，校验报告可下载`);
}

/** Whoever keeps the registries of a department while the demo is set up; signs in nowhere else. */
const keeperOf = (department: Department): DemoUser => ({
  username: `demo-keeper-${department}`,
  name: '演示数据管理员',
  department,
  roles: ['department-admin'],
});

async function importFile(call: Client, { file, kind }: ManifestFile, directory: string): Promise<ImportView> {
  const earlier = value(await call('listImports', { query: { kind, limit: 100 } })).items;
  const left = earlier.find(({ fileName, status }) => fileName === file && status !== 'uploading');
  const params = { id: left?.id ?? (await upload(call, kind, file, await readFile(join(directory, file)))) };
  if (!left || left.status === 'staging') value(await call('stageImport', { params }));
  const checked = await settled(call, params);
  if (checked.status !== 'staged') return checked;
  return value(await call('activateImport', { params, version: checked.version, body: { validRowsOnly: true } }));
}

async function upload(call: Client, kind: ManifestFile['kind'], file: string, bytes: Uint8Array): Promise<string> {
  const body = { kind, fileName: file, bytes: bytes.byteLength };
  const created = value(await call('createImport', { key: randomUUID(), body }));
  const sent = await fetch(created.upload.url, {
    method: 'PUT',
    headers: created.upload.headers,
    body: new Blob([new Uint8Array(bytes)]),
  });
  if (!sent.ok) throw new Error(`上传 ${file} 未成功：${await sent.text()}`);
  return created.import.id;
}

/** Waits until the check of the file has ended. */
async function settled(call: Client, params: { readonly id: string }): Promise<ImportView> {
  for (;;) {
    const found = value(await call('getImport', { params }));
    if (found.status !== 'staging') return found;
    await wait(50);
  }
}

const value = <T>(answer: Result<T, Problem>): T => {
  if (answer.ok) return answer.value;
  throw new Error(`${answer.error.title}：${answer.error.detail}`);
};
