import * as z from 'zod';
import { operations } from '../../shared/api/contract.ts';
import type { Route } from '../../shared/api/route.ts';

/** One answer to somebody without login: which operation, what was asked with, and every byte that came back. */
export interface PublicAnswer {
  readonly operation: string;
  readonly url: string;
  readonly asked: readonly string[];
  readonly status: number;
  readonly text: string;
}

/** What somebody may know already and asks with: codes, numbers, names, days. */
export interface Known {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly months: readonly string[];
}

const publicReads = operations.filter(({ route }) => route.access === 'public' && route.method === 'GET');
export const publicOperations = publicReads.map(({ operation }) => operation);

const schemaOf = (part: z.ZodObject | undefined) =>
  (part ? z.toJSONSchema(part, { io: 'input', unrepresentable: 'any' }).properties : undefined) ?? {};

/** How each parameter of a query is tried by itself; a new one is to be named here. */
const queries: Readonly<Record<string, (known: Known) => readonly string[]>> = {
  limit: () => ['1', '100', '0'],
  cursor: () => ['made-up'],
  year: () => ['2026', '2025', '26'],
  department: () => ['SCJG', 'WJW', 'GAJ'],
  township: () => ['411422105'],
  edition: () => ['1', '2', '3'],
  name: ({ names }) => names,
  creditCode: ({ ids }) => ids,
  from: ({ months }) => months,
  to: ({ months }) => months,
};

/** Parameters of a path whose values no answer names. */
const unnamed: Readonly<Record<string, readonly string[]>> = {
  part: ['0', '1', '2'],
  frame: ['inspectors', 'experts'],
  shard: ['0', '255'],
};

/** Everything that is a text or a number in an answer, by the name it has there; texts that are JSON themselves are read too. */
function harvest(value: unknown, found: Map<string, Set<string>>, name = ''): void {
  if (Array.isArray(value)) for (const each of value) harvest(each, found, name);
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) harvest(inner, found, key);
  else if (typeof value === 'string' || typeof value === 'number') {
    const text = String(value);
    found.set(name, (found.get(name) ?? new Set()).add(text));
    if (text.startsWith('{')) harvest(JSON.parse(text), found);
  }
}

/**
 * Reads every public operation of the contract table with every id that any answer has named, and with what is known
 * besides; each parameter of a query by itself, and every list to its end, one item a page. Goes on until nothing new comes.
 */
export async function crawlPublic(baseUrl: string, known: Known): Promise<readonly PublicAnswer[]> {
  const found = new Map<string, Set<string>>();
  const answers = new Map<string, PublicAnswer>();

  async function read(
    operation: string,
    path: string,
    query: Readonly<Record<string, string>>,
    ids: readonly string[],
  ) {
    const search = new URLSearchParams(query).toString();
    const url = search === '' ? path : `${path}?${search}`;
    const seen = answers.get(url);
    if (seen) return seen;
    const response = await fetch(`${baseUrl}${url}`);
    const text = await response.text();
    const answer = { operation, url, asked: [...ids, ...Object.values(query)], status: response.status, text };
    answers.set(url, answer);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    if (response.ok && isJson) harvest(JSON.parse(text), found);
    return answer;
  }

  /** Values for the parameters of a path, in order; one that has a route of its own goes on only where that found something. */
  function addresses({ path, params }: Route): readonly Address[] {
    const schema = schemaOf(params) as Readonly<Record<string, { readonly enum?: readonly string[] }>>;
    let template = '';
    let all: readonly Address[] = [{ url: '', ids: [] }];
    for (const segment of path.slice(1).split('/')) {
      if (paths.has(template)) all = all.filter(({ url }) => answers.get(url)?.status === 200);
      template += `/${segment}`;
      const name = /^\{(\w+)\}$/.exec(segment)?.[1];
      const values = name === undefined ? [segment] : (schema[name]?.enum ?? valuesOf(name));
      all = all.flatMap(({ url, ids }) =>
        values.map((value) => ({ url: `${url}/${encodeURIComponent(value)}`, ids: name ? [...ids, value] : ids })),
      );
    }
    return all;
  }
  const valuesOf = (name: string): readonly string[] => [
    ...new Set([...(found.get(name) ?? []), ...(unnamed[name] ?? []), ...(name === 'id' ? known.ids : [])]),
  ];

  for (let before = -1; before !== answers.size; ) {
    before = answers.size;
    for (const { operation, route } of publicReads) {
      const parameters = Object.keys(schemaOf(route.query));
      for (const { url, ids } of addresses(route)) {
        const { status } = await read(operation, url, {}, ids);
        if (status !== 200) continue;
        for (const parameter of parameters) {
          const tried = queries[parameter];
          if (!tried) throw new Error(`${operation}: how is ${parameter} tried?`);
          for (const value of tried(known)) await read(operation, url, { [parameter]: value }, ids);
        }
        if (route.paged) await readToTheEnd((query) => read(operation, url, query, ids));
      }
    }
  }
  return [...answers.values()];
}

interface Address {
  readonly url: string;
  readonly ids: readonly string[];
}
const paths: ReadonlySet<string> = new Set(publicReads.map(({ route }) => route.path));

async function readToTheEnd(page: (query: Readonly<Record<string, string>>) => Promise<PublicAnswer>): Promise<void> {
  let cursor: string | undefined;
  do {
    const { text } = await page({ limit: '1', ...(cursor !== undefined && { cursor }) });
    cursor = (JSON.parse(text) as { readonly next?: string }).next;
  } while (cursor !== undefined);
}

/** Which of the sealed texts an answer has that was not asked with them. */
export function exposedIn({ text, asked }: PublicAnswer, sealed: readonly string[]): readonly string[] {
  const told = asked.reduce((left, value) => (value === '' ? left : left.replaceAll(value, '…')), text);
  return sealed.filter((each) => told.includes(each));
}
