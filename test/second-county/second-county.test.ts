import { beforeAll, describe, expect, test } from 'vitest';
import { csvText } from '../../functions/adapters/tabular/write-csv.ts';
import { county } from '../../shared/codes/county.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { type Township, townshipCodes } from '../../shared/codes/townships.ts';
import { importCellsOf } from '../../shared/domain/import/cells-of-row.ts';
import { importColumns } from '../../shared/domain/import/columns.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { commitmentOf } from '../../shared/draw/ceremony.ts';
import { type PlanSystem, planSystem } from '../integration/plan-system.ts';
import { lead, times } from '../support/draw-ceremony.ts';
import { anItem, jointEntry, numbered, officer, shop } from '../support/drawable-county.ts';
import { importDesk } from '../support/import-desk.ts';
import { aDraft, aFinding } from '../support/inspection-samples.ts';
import second from '../support/second-county.json' with { type: 'json' };
import { expectOk, person } from '../support/system.ts';

// The whole run has the second profile in the place of the one that ships (vitest.config.ts).
const townships = Object.keys(second.townships) as unknown as readonly Township[];
const keeper = person('SCJG', 'officer');
const parties = ['CGJ', 'SCJG', 'ZWDSJ'] as const;

let system: PlanSystem;
beforeAll(async () => {
  system = await planSystem();
  system.at('2026-11-20T01:00:00.000Z');
});

async function csvOf(kind: RegistryKind, rows: readonly (readonly string[])[]): Promise<Uint8Array> {
  const header = importColumns[kind].map((column) => column.header);
  return Buffer.from((await Array.fromAsync(csvText(header, rows))).join(''));
}
const fileOf = <K extends RegistryKind>(kind: K, rows: readonly RegistryRow[K][]): Promise<Uint8Array> =>
  csvOf(
    kind,
    rows.map((row) => importCellsOf(kind, row)),
  );

test('the county, its departments and its townships are those of its own file, and no others', () => {
  expect([county.name, county.code]).toEqual(['云溪县', '990123']);
  expect(departmentCodes).toEqual(['SCJG', 'WJW', 'LYJ', 'CGJ', 'ZWDSJ']);
  expect(townshipCodes).toEqual(['990123001', '990123100', '990123200']);
});

describe('a county with another profile', () => {
  test('imports its registries, and refuses a township of another county', async () => {
    const shops = numbered(30, (n) => shop(n, { township: townships[n % 3] as Township }));
    const desks = { SCJG: importDesk(system, keeper), WJW: importDesk(system, person('WJW', 'officer')) };
    for (const department of ['SCJG', 'WJW'] as const) {
      const desk = desks[department];
      const file = (kind: RegistryKind, bytes: Uint8Array) => desk.imported({ kind, name: `${kind}.csv`, bytes });
      await file('item', await fileOf('item', [anItem(department)]));
      const people = numbered(4, (n) => officer(department, n));
      await file('inspector', await fileOf('inspector', people));
      if (department === 'SCJG') await file('object', await fileOf('object', shops));
    }
    const { items } = expectOk(await system.as(keeper)('listObjects', { query: { limit: 100 } }));
    expect(new Set(items.map(({ township }) => township))).toEqual(new Set(townships));

    const [row] = shops;
    const cells = row ? importCellsOf('object', { ...row, id: 'S9001' }) : [];
    const elsewhere = cells.map((cell) => (cell === second.townships['990123100'] ? '城关镇' : cell));
    const bytes = await csvOf('object', [elsewhere]);
    const refused = await desks.SCJG.staged({ bytes });
    expect([refused.counts.rows, refused.counts.refused]).toEqual([1, 1]);
    expectOk(await system.as(keeper)('discardImport', { params: { id: refused.id } }));
    await system.runJobs();
  });

  test('plans, draws, inspects and publishes under its own name and numbers', async () => {
    // All classes alike: a list of one shop would tell its class otherwise.
    const alike = (['A', 'B', 'C', 'D'] as const).map((creditClass) => ({
      creditClass,
      take: { ratio: 1000 },
      document: '云政办〔2026〕1号',
    }));
    const entry = jointEntry({ quotas: alike });
    const plan = await system.published(await system.written([entry], { scope: 'joint' }));
    expect(plan.number).toMatch(/^990123002026\d{4}$/);

    system.at(times.freeze);
    const freeze = { title: '联合抽查', entries: [{ planId: plan.id, entryId: entry.id }] };
    const frozen = expectOk(await system.as(lead)('freezeBatch', { key: 'freeze-0001', body: freeze }));
    const params = { id: frozen.id };
    const { commitBy, revealBy } = times;
    const body = { source: 'ceremony' as const, reason: '未开通外网', parties: [...parties], commitBy, revealBy };
    expectOk(await system.as(lead)('commitBatch', { params, version: frozen.version, body }));
    await system.runJob('stage-public-frames', { batchId: frozen.id });
    const secretOf = (party: string) => commitmentOf(`secret of ${party}`);
    for (const party of parties) {
      const commitment = commitmentOf(secretOf(party));
      expectOk(await system.as(person(party, 'officer'))('submitCommitment', { params, body: { commitment } }));
    }
    system.at(times.reveal);
    for (const party of parties) {
      const secret = { secret: secretOf(party) };
      expectOk(await system.as(person(party, 'officer'))('revealSecret', { params, body: secret }));
    }
    system.at(times.draw);
    expectOk(await system.as(lead)('drawBatch', { params }));
    const dispatched = expectOk(await system.as(lead)('dispatchBatch', { params }));
    expect(dispatched.number).toMatch(/^99012320261123-\d+$/);
    const drawn = expectOk(await system.as(undefined)('getPublicDraw', { params: { number: dispatched.number } }));
    expect(JSON.stringify(drawn)).not.toContain('睢');

    system.at('2026-12-02T02:00:00.000Z');
    const [result] = (
      await system.deps.records.list({ kind: 'result', in: 'ofBatch', of: frozen.id, page: { limit: 9 } })
    ).items;
    if (!result) throw new Error('no result');
    const { id, team } = result.value;
    const inspects = { ...person(result.value.department, 'inspector', '检查员'), inspectorId: team[0]?.id ?? '' };
    const versionNow = async () => (await system.deps.records.find('result', id))?.meta.version ?? 0;
    const draft = aDraft({
      inspectedOn: '2026-12-02',
      present: team.map((member) => member.id),
      findings: result.value.items.map((item) => aFinding(item.id)),
    });
    const call = async () => ({ params: { id }, version: await versionNow() });
    expectOk(await system.as(inspects)('saveResult', { ...(await call()), body: draft }));
    expectOk(await system.as(inspects)('submitResult', { ...(await call()), body: { completedOn: '2026-12-02' } }));
    const other = person(result.value.department, 'officer', '审核');
    expectOk(await system.as(other)('approveResult', await call()));
    const { publicId = '' } = expectOk(await system.as(other)('publishResult', await call()));
    const document = expectOk(await system.as(undefined)('getPublicResult', { params: { id: publicId } }));
    const name = second.departments[result.value.department as keyof typeof second.departments].name;
    expect(document.authority).toBe(`云溪县${name}`);
    expect(document.documentNumber).toContain('云');
  });
});
