import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import * as z from 'zod';

/** What must not be found in a log: a person who exists nowhere. */
const person = {
  name: '欧阳测试',
  phone: '13900001234',
  number: '410000199001011234',
  address: '城关镇测试巷7号',
};

const Line = z.looseObject({ level: z.string(), message: z.string() });
let written: string;
let lines: z.infer<typeof Line>[];

beforeAll(async () => {
  const script = join(import.meta.dirname, '../support/logged-work.ts');
  const state = mkdtempSync(join(tmpdir(), 'suiji-log-'));
  const args = [script, inject('dynamodbEndpoint'), 'logged-', state, JSON.stringify(person)];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, {
    env: { PATH: process.env.PATH, POWERTOOLS_LOG_LEVEL: 'DEBUG', AWS_REGION: 'local' },
  });
  written = stdout + stderr;
  lines = written
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => Line.parse(JSON.parse(line)));
});

describe('the log of work on personal data', () => {
  test('was written by work that really met that data: done, refused and failed', () => {
    const [, answers = ''] = /^ANSWERS (.+)$/m.exec(written) ?? [];
    expect(answers.split(' ')).toEqual([
      'ok',
      'idempotency-key-reused',
      'ok',
      'already-exists',
      'invalid-input',
      'ok',
      'internal-error',
      'ok',
      'internal-error',
      'internal-error',
      'internal-error',
    ]);
    expect(lines.filter(({ message }) => message === 'unhandled')).toHaveLength(4);
    expect(lines.some(({ message, job }) => message === 'job done' && job === 'stage-import')).toBe(true);
  });

  test.each(Object.entries(person))('never says the %s', (_, value) => {
    expect(written).not.toContain(value);
    expect(written).not.toContain(encodeURIComponent(value));
    expect(written).not.toContain(JSON.stringify(value).slice(1, -1));
    expect(written).not.toContain(Buffer.from(value).toString('base64').replaceAll('=', ''));
  });

  test('is one JSON object a line that names the operation or job, and the request', () => {
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) {
      expect(line.operation ?? line.job).toBeTypeOf('string');
      expect(line.requestId).toBeTypeOf('string');
    }
  });

  test('names who acted by id alone', () => {
    const actors = lines.flatMap(({ actor }) => (actor === undefined ? [] : [actor]));
    expect(new Set(actors)).toEqual(new Set(['scjg-admin', 'scjg-officer1']));
  });

  test('holds no token and no key', () => {
    expect(written).not.toMatch(/Bearer|eyJ[\w-]+\.|cursorKey|"authorization"/i);
  });
});
