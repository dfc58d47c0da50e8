import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCounty } from '../../infra/config.ts';
import second from '../support/second-county.json' with { type: 'json' };

const project = join(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'county-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const countyNames = "import('./shared/codes/county.ts').then(({ county }) => console.log(county.name))";
function startedWith(profile: unknown) {
  const file = join(folder, 'county.json');
  writeFileSync(file, typeof profile === 'string' ? profile : JSON.stringify(profile));
  const hook = ['--import', join(project, 'local/choose-county.mjs')];
  return spawnSync(process.execPath, [...hook, '--eval', countyNames], {
    cwd: project,
    env: { PATH: process.env.PATH, COUNTY_PROFILE: file },
    encoding: 'utf8',
  });
}

describe('the profile of a county', () => {
  test('is the one that is named', () => {
    const { stdout, status } = startedWith(second);
    expect([stdout.trim(), status]).toEqual(['云溪县', 0]);
  });

  test.each<readonly [string, unknown, string]>([
    ['is no JSON', '{', 'JSON'],
    ['is no object', '"云溪县"', 'JSON 对象'],
    ['has no name', { ...second, name: ' ' }, 'name'],
    ['has a code of another length', { ...second, code: '9901' }, '六位'],
    ['has no telephone', { ...second, contact: { ...second.contact, phone: '' } }, 'phone'],
    ['has no departments', { ...second, departments: {} }, '至少有一个部门'],
    [
      'has a code with small letters',
      { ...second, departments: { ...second.departments, ly: second.departments.LYJ } },
      'ly',
    ],
    [
      'has a department without 机关代字',
      { ...second, departments: { ...second.departments, LYJ: { name: '林业局' } } },
      'LYJ',
    ],
    ['seats the office nowhere', { ...second, officeDepartment: 'JTJ' }, 'officeDepartment'],
    ['has a township of another county', { ...second, townships: { '411422105': '城关镇' } }, '411422105'],
  ])('that %s is refused, with what is wrong', (_, profile, told) => {
    const { stderr, status } = startedWith(profile);
    expect(status).toBe(1);
    expect(stderr).toContain('县情配置文件');
    expect(stderr).toContain(told);
  });

  test('of a stage is the one that its functions are built for', () => {
    expect(() => checkCounty({ stage: 'x' }, undefined)).not.toThrow();
    expect(() => checkCounty({ stage: 'x', county: 'a.json' }, join(process.cwd(), 'a.json'))).not.toThrow();
    expect(() => checkCounty({ stage: 'x', county: 'a.json' }, undefined)).toThrow('COUNTY_PROFILE=a.json');
    expect(() => checkCounty({ stage: 'x', county: 'a.json' }, 'b.json')).toThrow('COUNTY_PROFILE=a.json');
    expect(() => checkCounty({ stage: 'x' }, 'b.json')).toThrow('names no county');
  });
});

test('no source outside the profile and the demonstration data names the county', () => {
  const rooms = ['shared', 'functions', 'infra', 'web', 'verify', 'ops', 'bench', 'local'];
  const files = rooms.flatMap((room) =>
    readdirSync(join(project, room), { recursive: true, encoding: 'utf8' }).map((name) => join(room, name)),
  );
  const sources = files.filter((name) => /\.(tsx?|mjs|html|css)$/.test(name) && !name.startsWith('local/demo/'));
  expect(sources.length).toBeGreaterThan(300);
  expect(sources.filter((name) => readFileSync(join(project, name), 'utf8').includes('睢'))).toEqual([]);
});
