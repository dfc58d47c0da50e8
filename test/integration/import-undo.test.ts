import { beforeEach, describe, expect, test } from 'vitest';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { freezeBatch } from '../../shared/use-cases/frame/freeze-batch.ts';
import { resumeImports, runSettling, runStaging } from '../../shared/use-cases/import/import-jobs.ts';
import { approveUndo, requestUndo } from '../../shared/use-cases/import/undo-import.ts';
import { anItem, jointEntry, numbered, ofClassA, officer, publishedPlan, settle } from '../support/drawable-county.ts';
import { dyingAfter } from '../support/dying-client.ts';
import { codeOf, csv, type ImportDesk, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
let desk: ImportDesk;
const clerk = person('SCJG', 'officer');
const head = person('SCJG', 'department-admin', '乙');
const reason = '误用了上一年的名单';
/** Of the import that is undone: shop 1 is renamed, shop 2 stays, shop 3 is added. */
let entry: { readonly id: string };
beforeEach(async () => {
  system = await systemForTest();
  desk = importDesk(system, clerk);
  await desk.imported(csv(objectRow(1), objectRow(2)));
  entry = await desk.imported(csv(objectRow(1, '误改的名称'), objectRow(2), objectRow(3)));
});

const before = ['睢县第1饭店', '睢县第2饭店'];
const imported = ['睢县第2饭店', '睢县第3饭店', '误改的名称'].toSorted();
let requests = 0;
const ask = (who = clerk, id = entry.id) => {
  requests += 1;
  return system.as(who)('undoImport', { key: `undo-request-${requests}`, params: { id }, body: { reason } });
};
const requested = async () => {
  const { id } = expectOk(await ask());
  await system.runJobs();
  return desk.get(id);
};
const approve = ({ id, version }: { readonly id: string; readonly version: number }, who = head) =>
  system.as(who)('approveUndo', { params: { id }, version });
const undone = async () => {
  expectOk(await approve(await requested()));
  await system.runJobs();
};
const versionsOf = async (n: number) =>
  expectOk(await desk.call('listObjectVersions', { params: { id: codeOf(n) } })).items.map(
    ({ version, name }) => `${version} ${name}`,
  );

describe('an activated import', () => {
  test('is undone as a whole by a second person: the rows are as before, and their versions go on (R15)', async () => {
    const request = await requested();
    expect(request).toMatchObject({ status: 'staged', undoes: entry.id, reason, counts: { changed: 1, removed: 1 } });
    expect(await desk.names()).toEqual(imported);
    expect(await approve(request, clerk)).toMatchObject({ error: { kind: 'same-person' } });

    expectOk(await approve(request));
    expect(await desk.names()).toEqual(before);
    expect(await desk.get(entry.id)).toMatchObject({ status: 'undone', undoneBy: request.id });
    await system.runJobs();
    expect(await desk.names()).toEqual(before);
    expect(await versionsOf(1)).toEqual(['1 睢县第1饭店', '2 误改的名称', '3 睢县第1饭店']);
    expect(await versionsOf(2)).toEqual(['1 睢县第2饭店']);
    expect(await desk.call('getObject', { params: { id: codeOf(3) } })).toMatchObject({ error: { kind: 'not-found' } });
    const gone = await system.store.registry.findVersion('object', codeOf(3), 1);
    expect(gone?.value.name).toBe('睢县第3饭店');
  });

  test('is undone once, by the office as well, and an undo is not undone', async () => {
    const office = person('SCJG', 'office', '联席办');
    const request = await requested();
    expectOk(await approve(request, office));
    expect(await approve(request)).toMatchObject({ error: { kind: 'stale-version' } });
    await system.runJobs();
    expect(await ask()).toMatchObject({ error: { kind: 'illegal-transition', status: 409 } });
    expect(await ask(clerk, request.id)).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await ask(person('WJW', 'officer'))).toMatchObject({ error: { kind: 'foreign-department' } });
  });

  test('holds its registry while its undo is open, and stays when the undo is given up', async () => {
    const request = await requested();
    const second = await desk.upload(csv(objectRow(4)));
    expect(await desk.call('stageImport', { params: { id: second } })).toMatchObject({
      error: { kind: 'import-open', detail: expect.stringContaining('撤销：对象.csv') },
    });
    const version = { version: request.version, body: { validRowsOnly: false } };
    expect(await desk.call('activateImport', { params: { id: request.id }, ...version })).toMatchObject({
      error: { kind: 'not-ready' },
    });
    expectOk(await desk.call('discardImport', { params: { id: request.id } }));
    await system.runJobs();
    expect(await desk.names()).toEqual(imported);
    await undone();
    expect(await desk.names()).toEqual(before);
  });

  test('whose undo is given up again is told of as well, once', async () => {
    const request = await requested();
    expectOk(await desk.call('discardImport', { params: { id: request.id } }));
    await desk.call('discardImport', { params: { id: request.id } });
    await system.runJobs();
    const { items } = expectOk(await desk.call('listNotices', { query: {} }));
    const given = items.filter(({ kind }) => kind === 'import-undo-withdrawn');
    expect(given.map(({ text }) => text)).toEqual([expect.stringContaining('的整体撤销申请已由甲放弃')]);
  });

  test('whose rows were edited since is not undone, since that would undo the edit', async () => {
    const params = { id: codeOf(3) };
    const { version, updatedAt: _, ...body } = expectOk(await desk.call('getObject', { params }));
    expectOk(await desk.call('updateObject', { params, version, body: { ...body, name: '又改的名称' } }));
    expect(await requested()).toMatchObject({ status: 'refused', failure: expect.stringContaining('其中1条记录') });
    expect(await desk.names()).toContain('又改的名称');
    expect((await desk.staged(csv(objectRow(4)))).status).toBe('staged');
  });

  test('is told of: the department reads who asked and who approved, the audit trail has both', async () => {
    const request = await requested();
    expectOk(await approve(request));
    const { items } = expectOk(await desk.call('listNotices', { query: {} }));
    const notices = Object.fromEntries(items.map(({ kind, text }) => [kind, text]));
    expect(notices['import-undo-requested']).toContain('由甲申请整体撤销，须由另一人批准');
    expect(notices['import-undone']).toContain('已由乙批准整体撤销');
    const events = await system.store.audit.events('import', entry.id);
    expect(events.at(-1)).toMatchObject({ action: 'undo', actor: head.id, facts: { undoneBy: request.id } });
  });
});

describe('what is no request for an undo', () => {
  test('is not approved as one', async () => {
    const staged = await desk.staged(csv(objectRow(9)));
    const refused = { error: { kind: 'not-ready', detail: '这是导入，不是撤销申请。' } };
    expect(await approve(staged)).toMatchObject(refused);
    expect((await desk.get(staged.id)).status).toBe('staged');
  });

  test('is not undone itself: an undo stays, and the file can be imported again', async () => {
    const request = await requested();
    expectOk(await approve(request));
    await system.runJobs();
    expect(await ask(clerk, request.id)).toMatchObject({ error: { kind: 'not-ready' } });
    expect(await ask(clerk, 'nothing')).toMatchObject({ error: { kind: 'not-found' } });
  });

  test('is not made under the number of a request for another import', async () => {
    const actor = { id: clerk.id, name: '甲', department: 'SCJG', scope: 'own' } as const;
    const again = (id: string) =>
      requestUndo(system.deps, { id, newId: 'undo-1', reason }, actor, new Date('2026-11-23T01:00:00Z'));
    const made = await again(entry.id);
    expect(made.ok).toBe(true);
    expect(await again(entry.id)).toEqual(made);
    expect(await again('another')).toMatchObject({
      ok: false,
      error: { kind: 'already-exists', entity: 'import', id: 'undo-1' },
    });
  });

  test('is told apart from an import that has only just become active', async () => {
    const fresh = await desk.upload(csv(objectRow(1), objectRow(2)));
    expectOk(await desk.call('stageImport', { params: { id: fresh } }));
    await system.runJobs();
    const { version } = await desk.get(fresh);
    expectOk(await desk.call('activateImport', { params: { id: fresh }, version, body: { validRowsOnly: false } }));
    const refused = await ask(clerk, fresh);
    expect(refused).toMatchObject({ error: { kind: 'not-ready', detail: expect.stringContaining('尚在整理') } });
  });
});

describe('an object that an undone import had added', () => {
  test('is imported again as the next version, and can be undone again', async () => {
    await undone();
    entry = await desk.staged(csv(objectRow(3, '再次导入的饭店')));
    expect(entry).toMatchObject({ counts: { added: 1, changed: 0 } });
    expectOk(await desk.activate(await desk.get(entry.id)));
    expect(await versionsOf(3)).toEqual(['1 睢县第3饭店', '3 再次导入的饭店']);
    await undone();
    expect(await desk.names()).toEqual(before);
    expect(await versionsOf(3)).toEqual(['1 睢县第3饭店', '3 再次导入的饭店']);
  });

  test.each([
    ['before', false],
    ['after', true],
  ])('can be entered by hand %s the rows are settled', async (_, settled) => {
    const {
      version: _version,
      updatedAt: _at,
      ...body
    } = expectOk(await desk.call('getObject', { params: { id: codeOf(3) } }));
    expectOk(await approve(await requested()));
    if (settled) await system.runJobs();
    expectOk(await desk.call('createObject', { key: 'by-hand-again', body: { ...body, name: '补录的饭店' } }));
    await system.runJobs();
    expect(await desk.names()).toEqual([...before, '补录的饭店'].toSorted());
    expect(await versionsOf(3)).toEqual(['1 睢县第3饭店', '3 补录的饭店']);
  });
});

describe('a draw', () => {
  const drawable = () =>
    settle(system.deps, {
      items: [anItem('SCJG')],
      objects: [],
      inspectors: numbered(3, (n) => officer('SCJG', n)),
      plans: [
        publishedPlan([
          jointEntry({
            lead: 'SCJG',
            departments: [{ department: 'SCJG', items: ['SCJG-001'] }],
            quotas: ofClassA(1000).quotas,
          }),
        ]),
      ],
    });
  const freeze = async () => {
    const { id } = publishedPlan([]);
    const body = { title: '抽查', entries: [{ planId: id, entryId: 'E1' }] };
    return system.as(person('SCJG', 'department-admin'))('freezeBatch', { key: 'freeze-once', body });
  };

  test('that was frozen after the activation keeps the import from being undone, and is named', async () => {
    await drawable();
    const request = await requested();
    const { number } = expectOk(await freeze());
    const refused = { error: { kind: 'import-drawn-from', status: 409, detail: expect.stringContaining(number) } };
    expect(await approve(request)).toMatchObject(refused);
    expectOk(await desk.call('discardImport', { params: { id: request.id } }));
    await system.runJobs();
    expect(await ask()).toMatchObject(refused);
    expect(await desk.names()).toEqual(imported);

    // What is imported after the freeze is not in its frames.
    entry = await desk.imported(csv(objectRow(5)));
    await undone();
    expect(await desk.names()).toEqual(imported);
  });

  test('frozen at the moment of the approval has read the rows as they were, or one of the two is refused', async () => {
    await drawable();
    const request = await requested();
    const [approval, batch] = await Promise.all([approve(request), freeze()]);
    expect([approval.ok, batch.ok]).toContain(true);
    const frozen = batch.ok ? batch.value.frames.map(({ size }) => size) : 'refused';
    expect(['refused', [approval.ok ? 2 : 3]]).toContainEqual(frozen);
    expect(await desk.names()).toEqual(approval.ok ? before : imported);
  });

  test('frozen between the look at the freezes and the approval is named all the same', async () => {
    await drawable();
    const { id, version } = await requested();
    let looks = 0;
    const registry = {
      ...system.deps.registry,
      freezeMark: async () => {
        looks += 1;
        const mark = await system.deps.registry.freezeMark();
        if (looks === 1) expectOk(await freeze());
        return mark;
      },
    };
    const actor = { ...head, scope: 'own' as const };
    const approval = approveUndo({ ...system.deps, registry }, { id, version }, actor, system.deps.clock());
    expect(await approval).toMatchObject({ error: { kind: 'import-drawn-from' } });
    expect(await desk.names()).toEqual(imported);
  });

  test('whose registry was read before an undo and committed after it is refused', async () => {
    await drawable();
    const request = await requested();
    const registry = {
      ...system.deps.registry,
      freezeMark: async () => {
        const mark = await system.deps.registry.freezeMark();
        expectOk(await approve(request));
        return mark;
      },
    };
    const plan = publishedPlan([]);
    const actor = { ...head, scope: 'own' as const };
    const asked = { id: 'batch-1', title: '抽查', entries: [{ planId: plan.id, entryId: 'E1' }] };
    expect(await freezeBatch({ ...system.deps, registry }, asked, actor, system.deps.clock())).toMatchObject({
      error: { kind: 'stale-version' },
    });
  });
});

describe('an undo', () => {
  test('is asked for by two people at once, or approved by two: it happens once', async () => {
    const answers = await Promise.all([ask(clerk), ask(head)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    await system.runJobs();
    const { items } = expectOk(await desk.call('listImports', { query: {} }));
    const request = items.find(({ undoes }) => undoes === entry.id);
    if (!request) throw new Error('nobody asked');
    const approvers = ['丙', '丁'].map((name) => person('SCJG', 'officer', name));
    const approvals = await Promise.all(approvers.map((who) => approve(request, who)));
    expect(approvals.filter(({ ok }) => ok)).toHaveLength(1);
    await system.runJobs();
    expect(await desk.names()).toEqual(before);
  });

  test('whose process dies at any of its writes is whole or not there, and is carried on', async () => {
    const actorOf = ({ id, name, department }: typeof clerk) => ({ id, name, department, scope: 'own' as const });
    const now = new Date('2026-11-23T02:00:00Z');
    const later = new Date('2026-11-23T03:00:00Z');
    const dying = (writes: number) => ({
      ...system.deps,
      ...dynamoStore({ ...system.store.db, client: dyingAfter(system.store.db.client, writes) }),
    });
    /** Runs a step with 0, 1, 2 … writes to live until it comes to its end; readers see one of two lists at each death. */
    const survive = async (step: (deps: ReturnType<typeof dying>) => Promise<unknown>, seen: readonly string[][]) => {
      for (let writes = 0; ; writes += 1) {
        const died = await step(dying(writes)).then(
          () => false,
          (error: Error) => error.message === 'killed',
        );
        expect(seen).toContainEqual(await desk.names());
        if (!died) return writes;
      }
    };
    const asked = { id: entry.id, newId: 'undo-1', reason };
    expect(await survive((deps) => requestUndo(deps, asked, actorOf(clerk), now), [imported])).toBe(1);
    system.forgetJobs();
    expect(await survive((deps) => runStaging(deps, 'undo-1', now), [imported])).toBeGreaterThan(1);
    const { version } = await desk.get('undo-1');
    const approval = { id: 'undo-1', version };
    expect(await survive((deps) => approveUndo(deps, approval, actorOf(head), now), [imported, before])).toBe(1);
    system.forgetJobs();
    expect(await survive((deps) => runSettling(deps, 'undo-1', now), [before])).toBeGreaterThan(1);
    await resumeImports(system.deps, later);
    expect(await desk.get('undo-1')).toMatchObject({ status: 'settled' });
    expect(await desk.names()).toEqual(before);
    expect(await versionsOf(1)).toEqual(['1 睢县第1饭店', '2 误改的名称', '3 睢县第1饭店']);
  });

  test('whose job was lost is taken up by the hourly run', async () => {
    const { id } = expectOk(await ask());
    system.forgetJobs();
    system.at('2026-11-23T02:00:00Z');
    await system.runJob('resume-imports');
    expect(await desk.get(id)).toMatchObject({ status: 'staged' });
  });
});
