import type { CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { ClassSource } from '../../shared/codes/credit-classes.ts';
import { expectOk, person, type TestSystem } from './system.ts';

export const clerk: Principal = person('SCJG', 'office', '耿联席');
export const second: Principal = person('SCJG', 'office', '齐会办');

export const classHeader = '统一社会信用代码,对象编号,信用风险分类,得分,直接判定';
/** A row under `classHeader`, of an object with a credit code. */
export const classRow = (code: string, creditClass: string, score = '', direct = ''): string =>
  `${code},,${creditClass},${score},${direct}`;
/** The same of one without. */
export const numberRow = (id: string, creditClass: string): string => `,${id},${creditClass},,`;
export const classCsv = (...rows: readonly string[]): Uint8Array => Buffer.from([classHeader, ...rows].join('\r\n'));

/** How the office brings a month's file of classes into force: one announces it and has it checked, another applies it. */
export function classDesk(system: TestSystem) {
  const call = system.as(clerk);
  let announced = 0;
  const get = async (id: string) => expectOk(await call('getImport', { params: { id } }));
  const desk = {
    call,
    get,
    announce(
      month: string,
      bytes: Uint8Array,
      { source = '省级', who = clerk }: { source?: ClassSource; who?: Principal } = {},
    ) {
      announced += 1;
      const body: CallOf<'announceClassFile'>['body'] = {
        ...{ month, source, fileName: `${month}.csv`, bytes: bytes.byteLength },
      };
      return system.as(who)('announceClassFile', { key: `classes-${String(announced).padStart(8, '0')}`, body });
    },
    async uploaded(month: string, bytes: Uint8Array, source: ClassSource = '省级'): Promise<string> {
      const { id } = expectOk(await desk.announce(month, bytes, { source })).import;
      await system.deps.blobs.put(`imports/${id}/file`, bytes, 'text/csv');
      return id;
    },
    async checked(month: string, bytes: Uint8Array, source: ClassSource = '省级') {
      const id = await desk.uploaded(month, bytes, source);
      expectOk(await call('checkClassFile', { params: { id } }));
      await system.runJobs();
      return get(id);
    },
    apply: ({ id, version }: { id: string; version: number }, who = second) =>
      system.as(who)('activateClassFile', { params: { id }, version }),
    async applied(month: string, bytes: Uint8Array, source: ClassSource = '省级') {
      const entry = await desk.checked(month, bytes, source);
      expectOk(await desk.apply(entry));
      await system.runJobs();
      return get(entry.id);
    },
    async report(id: string): Promise<string> {
      const { url } = expectOk(await call('getImportReport', { params: { id } }));
      return system.deps.blobs.files.get(url.slice('memory:'.length))?.toString('utf8') ?? '';
    },
  };
  return desk;
}

export type ClassDesk = ReturnType<typeof classDesk>;
