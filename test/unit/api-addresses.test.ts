import { describe, expect, test } from 'vitest';
import { type ApiAddresses, urlOf } from '../../shared/api/addresses.ts';
import { createClient } from '../../shared/api/client.ts';
import { type GroupName, groupNames } from '../../shared/api/contract.ts';

const own: Readonly<Record<GroupName, string>> = {
  registry: 'https://r.example/v1',
  planning: 'https://p.example/v1',
  casework: 'https://c.example/v1',
  supervision: 'https://s.example/v1',
  credit: 'https://k.example/v1',
  inspection: 'https://i.example/v1',
  office: 'https://o.example/v1',
  public: 'https://w.example/v1',
};

/** The addresses that a client asked for, whatever it was answered. */
async function askedAt(baseUrl: ApiAddresses): Promise<readonly string[]> {
  const asked: string[] = [];
  const call = createClient({
    baseUrl,
    fetch: async (url) => {
      asked.push(new Request(url).url);
      return Response.json({ items: [] });
    },
  });
  await call('listItems', { query: {} });
  await call('getPlan', { params: { id: 'P1' } });
  await call('listResults', { query: {} });
  await call('getMe', {});
  await call('listPublicDraws', { query: { year: '2026' } });
  return asked;
}

describe('the typed client', () => {
  test('asks the API of each operation where each has an address of its own', async () => {
    expect(await askedAt(own)).toEqual([
      'https://r.example/v1/items',
      'https://p.example/v1/plans/P1',
      'https://i.example/v1/results',
      'https://o.example/v1/me',
      'https://w.example/v1/public/draws?year=2026',
    ]);
  });

  test('asks one address for everything where a domain has all of them, by the same paths', async () => {
    expect(await askedAt('https://api.example.gov.cn')).toEqual([
      'https://api.example.gov.cn/items',
      'https://api.example.gov.cn/plans/P1',
      'https://api.example.gov.cn/results',
      'https://api.example.gov.cn/me',
      'https://api.example.gov.cn/public/draws?year=2026',
    ]);
  });
});

describe('the address of a path', () => {
  test.each<readonly [string, GroupName]>([
    ['/public/plans/P1', 'public'],
    ['/audit/plan/P1/verification', 'office'],
    ['/me?full=1', 'office'],
    ['/import-templates/objects', 'registry'],
  ])('%s is that of the %s API', (path, group) => {
    expect(urlOf(own, path)).toBe(`${own[group]}${path}`);
    expect(urlOf('http://127.0.0.1:3000', path)).toBe(`http://127.0.0.1:3000${path}`);
  });

  test('of no API is refused', () => {
    expect(() => urlOf(own, '/nothing-here')).toThrow(/nothing-here/);
  });

  test('is known for every group', () => {
    expect(Object.keys(own).toSorted()).toEqual([...groupNames].toSorted());
  });
});
