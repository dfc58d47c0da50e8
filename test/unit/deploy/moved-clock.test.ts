import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const preload = pathToFileURL(join(import.meta.dirname, '../../deploy/moved-clock.ts')).href;
const thirtyDays = 30 * 24 * 3600_000;

/** What a process that was started with the preload says. */
function said(script: string, offsetMilliseconds?: number): unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'suiji-clock-')), 'clock.json');
  if (offsetMilliseconds !== undefined) writeFileSync(file, JSON.stringify({ offsetMilliseconds }));
  const env = { ...process.env, DEVELOPMENT_CLOCK_FILE: file };
  return JSON.parse(execFileSync(process.execPath, ['--import', preload, '-p', script], { env, encoding: 'utf8' }));
}

test('a function in the emulator goes by the development clock', () => {
  const times = said('JSON.stringify([Date.now(), new Date().getTime(), Date.parse(Date())])', thirtyDays);
  const expected = Date.now() + thirtyDays;
  expect(times).toHaveLength(3);
  for (const time of Array.isArray(times) ? times : []) expect(Math.abs(time - expected)).toBeLessThan(60_000);
});

test('a time that is named stays what it is, and before the clock was moved it is the real one', () => {
  expect(said('JSON.stringify([new Date(0), new Date(2026, 0) instanceof Date])', thirtyDays)).toEqual([
    '1970-01-01T00:00:00.000Z',
    true,
  ]);
  expect(Math.abs(Number(said('JSON.stringify(Date.now())')) - Date.now())).toBeLessThan(60_000);
});
