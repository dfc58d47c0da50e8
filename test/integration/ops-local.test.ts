import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { startSystem } from '../../local/system.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { ops } from '../support/ops.ts';
import { aNotice, anEvent } from '../support/stored-rows.ts';

const state = mkdtempSync(join(tmpdir(), 'suiji-ops-local-'));
const local = (command: string, ...args: string[]) => ops([command, '--local', '--state', state, ...args]);

describe('the local system', () => {
  let whileRunning: Readonly<Record<'smoke' | 'audit', Awaited<ReturnType<typeof local>>>>;
  beforeAll(async () => {
    const system = await startSystem({ state, port: 0 });
    try {
      await system.deps.work.commit([createRecord('notice', 'n1', aNotice('n1'), anEvent())]);
      whileRunning = { smoke: await local('smoke'), audit: await local('verify-audit', '--all') };
    } finally {
      await system.stop();
    }
  });

  test('is asked over its gateway, every step by somebody who may', () => {
    expect(whileRunning.smoke.said).not.toContain('FAIL');
    expect(whileRunning.smoke.said).toMatch(/ok .*a token that nobody signed is refused/);
    expect(whileRunning.smoke.exit).toBe(0);
  });

  test('is worked on while it runs, through its own database', () => {
    // The notice, and the sweeps of the jobs that fell due.
    expect(whileRunning.audit).toMatchObject({ exit: 0 });
    expect(whileRunning.audit.said).toMatch(/[1-9]\d* 条链/);
  });

  test('is worked on while it stands still, and released again', async () => {
    const first = await local('verify-audit', '--all');
    expect(first.said).toContain('本机系统未运行');
    expect(first.exit).toBe(0);
    expect(await local('verify-audit', '--entity', 'notice', '--id', 'n1')).toMatchObject({ exit: 0 });
  });

  test('cannot be asked while it stands still', async () => {
    const { exit, said } = await local('smoke');
    expect(exit).toBe(2);
    expect(said).toContain('npm start');
  });
});
