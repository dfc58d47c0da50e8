import type { Principal } from '../../shared/api/principal.ts';
import { creditCodeCheck } from '../../shared/domain/registry/credit-code.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import { expectOk, type TestSystem } from './system.ts';

export const objectHeader = '统一社会信用代码,名称,对象类别,乡镇街道,地址,行业代码,信用风险分类,状态';

export function codeOf(n: number): string {
  const first = `91411422MA${String(n).padStart(7, '0')}`;
  return `${first}${creditCodeCheck(first)}`;
}

/** A lawful row of an object file under `objectHeader`. */
export const objectRow = (n: number, name = `睢县第${n}饭店`): string =>
  `${codeOf(n)},${name},企业,城关镇,人民路${n}号,H6210,B,存续`;

export const csv = (...rows: readonly string[]): string => [objectHeader, ...rows].join('\r\n');

export interface FileToImport {
  readonly kind?: RegistryKind;
  readonly name?: string;
  readonly bytes: Uint8Array;
  readonly update?: 'given-columns';
}

/** How an officer imports files: announced, uploaded, checked by the job, activated. */
export function importDesk(system: TestSystem, who: Principal) {
  const call = system.as(who);
  let announced = 0;

  const put = (id: string, bytes: Uint8Array) => system.deps.blobs.put(`imports/${id}/file`, bytes, 'text/csv');
  const get = async (id: string) => expectOk(await call('getImport', { params: { id } }));
  const desk = {
    call,
    put,
    get,
    text: (text: string): FileToImport => ({ bytes: Buffer.from(text) }),
    announce({ kind = 'object', name = '对象.csv', bytes, update }: FileToImport, key?: string) {
      announced += 1;
      const body = { kind, fileName: name, bytes: bytes.byteLength, ...(update && { update }) };
      return call('createImport', { key: key ?? `import-${String(announced).padStart(8, '0')}`, body });
    },
    async upload(file: FileToImport | string): Promise<string> {
      const given = typeof file === 'string' ? desk.text(file) : file;
      const created = expectOk(await desk.announce(given));
      await put(created.import.id, given.bytes);
      return created.import.id;
    },
    async staged(file: FileToImport | string) {
      const id = await desk.upload(file);
      expectOk(await call('stageImport', { params: { id } }));
      await system.runJobs();
      return get(id);
    },
    /** By somebody else of the department where the file takes something out of frames. */
    async activate(
      { id, version, counts }: { id: string; version: number; counts?: { takenOut: number } },
      validRowsOnly = false,
    ) {
      const second = { ...who, id: `${who.id}的同事` };
      const activator = (counts?.takenOut ?? 0) > 0 ? system.as(second) : call;
      const done = await activator('activateImport', { params: { id }, version, body: { validRowsOnly } });
      await system.runJobs();
      return done;
    },
    async imported(file: FileToImport | string) {
      const entry = await desk.staged(file);
      expectOk(await desk.activate(entry));
      return entry;
    },
    async report(id: string): Promise<string> {
      const { url } = expectOk(await call('getImportReport', { params: { id } }));
      return system.deps.blobs.files.get(url.slice('memory:'.length))?.toString('utf8') ?? '';
    },
    async names(): Promise<string[]> {
      const page = expectOk(await call('listObjects', { query: { limit: 100 } }));
      return page.items.map(({ name }) => name).toSorted();
    },
  };
  return desk;
}

export type ImportDesk = ReturnType<typeof importDesk>;
