import { beforeEach, expect, test } from 'vitest';
import { frozenBatch, lead, parties } from '../support/draw-ceremony.ts';
import { jointEntry, numbered, officer, publishedPlan, settle, shop } from '../support/drawable-county.ts';
import { fixSetting } from '../support/fix-setting.ts';
import { csv, importDesk, objectRow } from '../support/import-desk.ts';
import { expectOk, person, systemForTest, type TestSystem } from '../support/system.ts';

let system: TestSystem;
beforeEach(async () => {
  system = await systemForTest();
  await settle(system.deps, {
    objects: numbered(40, (n) => shop(n)),
    inspectors: [...numbered(3, (n) => officer('SCJG', n)), ...numbered(3, (n) => officer('WJW', n))],
    plans: [publishedPlan([jointEntry(), jointEntry({ id: 'E2' })])],
  });
});

test('an import waits as many days as the county has fixed', async () => {
  await fixSetting(system, 'importExpiry', 3);
  await importDesk(system, person('SCJG', 'officer')).staged(csv(objectRow(1)));
  system.at('2026-11-26T00:59:59.999Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 0 });
  system.at('2026-11-26T01:00:00.000Z');
  expect(await system.runJob('resume-imports')).toMatchObject({ expired: 1 });
});

test('a batch keeps the figures under which it was frozen; the next one has the new ones', async () => {
  const before = await frozenBatch(system, 'E1', 'freeze-before');
  system.at('2026-11-23T01:00:01.000Z');
  await fixSetting(system, 'digestNotice', 60);
  const commit = ({ id, version }: { id: string; version: number }) => {
    const times = { commitBy: '2026-11-23T01:30:00.000Z', revealBy: '2026-11-23T02:30:00.000Z' };
    return system.as(lead)('commitBatch', { params: { id }, version, body: { parties: [...parties], ...times } });
  };
  expect(expectOk(await commit(before)).status).toBe('committed');

  const body = { title: '再一批', entries: [{ planId: 'P1', entryId: 'E2' }] };
  system.at('2026-11-23T01:00:02.000Z');
  const after = expectOk(await system.as(lead)('freezeBatch', { key: 'freeze-after', body }));
  expect(await commit(after)).toMatchObject({
    error: { errors: [{ path: 'body.commitBy', message: '承诺截止时间至少应在公布摘要 60 分钟以后' }] },
  });
});
