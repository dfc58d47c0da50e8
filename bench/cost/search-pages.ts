import { groupsOf } from '../../functions/adapters/dynamodb/bulk.ts';
import { type Db, documentClient, lowLevelClient, type Row } from '../../functions/adapters/dynamodb/client.ts';
import { postingsOf } from '../../functions/adapters/dynamodb/postings.ts';
import { documentRow } from '../../functions/adapters/dynamodb/public-record.ts';
import { registryRow } from '../../functions/adapters/dynamodb/registry-rows.ts';
import { publicPostings } from '../../functions/adapters/dynamodb/search-published.ts';
import { dynamoStore } from '../../functions/adapters/dynamodb/store.ts';
import { maxActions, transact } from '../../functions/adapters/dynamodb/transact.ts';
import { createTables, namesWith } from '../../local/create-tables.ts';
import { startEmulator } from '../../local/emulator.ts';
import { county } from '../../shared/codes/county.ts';
import { townshipCodes } from '../../shared/codes/townships.ts';
import type { InspectionObject } from '../../shared/domain/registry/registry.ts';
import { ResultDocument } from '../../shared/public/result-document.ts';
import { publicationOf } from '../../shared/public/result-publication.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import type { ResultSearch } from '../../shared/use-cases/ports/public-record.ts';
import { listRows, type RowQuery } from '../../shared/use-cases/registry/list-rows.ts';
import { type CountedRequest, capacityCounter } from './capacity-counter.ts';

/** One page of a search over a registry of the size that the figures are for. */
export interface SearchPage {
  readonly asked: string;
  readonly requests: readonly CountedRequest[];
  readonly found: number;
  readonly milliseconds: number;
}

export const searchedObjects = 100_000;
export const publishedResults = 20_000;
const rowsAtOnce = 1_000;

const trades = ['超市', '饭店', '药房', '理发店', '建材门市部', '农资门市部', '服装店', '餐饮有限公司'];
const families = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const words = '鑫源恒达华兴永盛宏图德隆金泰瑞祥富民惠康嘉和';

/** Names as registers have them; every third object belongs to a second department, every five-hundredth to a small one. */
const objectOf = (n: number): InspectionObject => ({
  id: `92411422MA${String(n).padStart(7, '0')}X`,
  name: `${county.name}${families[n % 20]}${words[n % 24]}${words[(n * 7) % 24]}${families[(n * 13) % 20]}${trades[n % 8]}`,
  kind: '个体工商户',
  department: 'SCJG',
  supervisors: ['SCJG', ...(n % 3 === 0 ? (['WJW'] as const) : []), ...(n % 500 === 0 ? (['YYJ'] as const) : [])],
  township: townshipCodes[n % townshipCodes.length] ?? '411422105',
  address: `城关镇解放路${n}号`,
  industry: 'F5211',
  creditClass: 'B',
  status: n % 20 === 0 ? '停业' : '存续',
  tags: n % 50 === 0 ? ['重点'] : [],
});

const resultOf = (n: number) => {
  const { id, name, township } = objectOf(n % searchedObjects);
  const month = String(1 + (n % 12)).padStart(2, '0');
  const publishedAt = `2026-${month}-15T02:00:00.${String(n % 1_000).padStart(3, '0')}Z`;
  const document = ResultDocument.parse({
    id: `R${n}`,
    edition: 1,
    corrected: false,
    withdrawn: false,
    documentNumber: `抽查〔2026〕${n}号`,
    publishedAt,
    batchId: 'B1',
    department: n % 27 === 0 ? 'YYJ' : 'SCJG',
    authority: `${county.name}市场监督管理局`,
    objectName: name,
    creditCode: id,
    township,
    tasks: [],
    items: [],
    overall: [{ code: '1', name: '未发现问题' }],
  });
  return publicationOf(document, publishedAt.slice(0, 7), undefined);
};

const whole: Actor = { id: 'bench', name: 'bench', department: 'FGW', scope: 'any' };
const officer = (department: Actor['department']): Actor => ({ ...whole, department, scope: 'joint' });
const year = ['2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'] as const;
const page = { limit: 50 };

const objectSearches: readonly (readonly [asked: string, query: RowQuery, actor: Actor])[] = [
  ['objects, the whole name, by the office', { name: objectOf(4_711).name, where: [] }, whole],
  ['objects, 超市, by the office', { name: '超市', where: [] }, whole],
  [
    "objects, the county's name (every object), by a department with 200",
    { name: county.name, where: [] },
    officer('YYJ'),
  ],
  ['objects, 饭店, by a department with 33,333 objects', { name: '饭店', where: [] }, officer('WJW')],
  [
    'objects, 鑫 in one township, by the office',
    { name: '鑫', where: [{ field: 'township', equals: townshipCodes[4] ?? '' }] },
    whole,
  ],
  ['objects, a credit code from its beginning', { code: '92411422MA00047', where: [] }, officer('SCJG')],
  ['objects of a township', { where: [{ field: 'township', equals: townshipCodes[4] ?? '' }] }, officer('SCJG')],
  ['objects that a department supervises', { where: [] }, officer('YYJ')],
];
const resultSearches: readonly (readonly [asked: string, search: ResultSearch])[] = [
  ['published results of twelve months', { between: year, page }],
  ['published results, 超市', { name: '超市', between: year, page }],
  ['published results, the whole name', { name: objectOf(4_711).name, between: year, page }],
  [
    'published results of a department in a township',
    { department: 'YYJ', township: townshipCodes[4], between: year, page },
  ],
];

/** A transaction of a hundred puts is the fastest way the emulator has. */
async function fill(db: Db, table: 'registry' | 'public', rows: readonly Row[]): Promise<void> {
  for (const together of groupsOf(rows, maxActions)) {
    const refused = await transact(
      db,
      together.map((Item) => ({ Put: { TableName: db.names[table], Item } })),
    );
    if (refused.length > 0) throw new Error('the bench met another writer');
  }
}

/** First pages of searches over a registry of 100,000 objects and 20,000 published results, with their requests. */
export async function searchPages(progress: (text: string) => void): Promise<readonly SearchPage[]> {
  const emulator = await startEmulator();
  try {
    const names = namesWith('search-');
    await createTables(lowLevelClient({ endpoint: emulator.endpoint }), names);
    const db = { client: documentClient({ endpoint: emulator.endpoint }), names };
    const meta = { version: 1, chain: { seq: 0, hash: '' }, updatedAt: year[0], updatedBy: 'bench' };
    progress(`${searchedObjects} objects and ${publishedResults} results to search`);
    for (let at = 0; at < searchedObjects; at += rowsAtOnce) {
      const objects = Array.from({ length: rowsAtOnce }, (_, index) => objectOf(at + index));
      const postings = objects.flatMap((value) => postingsOf('object', 'a', value)).map(({ item }) => item);
      await fill(db, 'registry', [
        ...objects.map((value) => registryRow({ kind: 'object', slot: 'a', value, meta })),
        ...postings,
      ]);
    }
    for (let at = 0; at < publishedResults; at += rowsAtOnce) {
      const documents = Array.from({ length: rowsAtOnce }, (_, index) => resultOf(at + index)).flat();
      await fill(db, 'public', [
        ...documents.map((document) => documentRow(document)),
        ...documents.flatMap(publicPostings),
      ]);
    }
    const { observer, done } = capacityCounter();
    observer.watch(db.client);
    const { registry, published } = dynamoStore(db);
    // That every row is indexed is known after the first request of a process.
    const indexed = { registry: { ...registry, isIndexed: async () => true } };
    const pages: SearchPage[] = [];
    const measure = async (asked: string, search: () => Promise<{ readonly items: readonly unknown[] }>) => {
      const start = performance.now();
      const { items } = await observer.around(asked, search, () => true);
      const requests = done.at(-1)?.requests ?? [];
      pages.push({ asked, requests, found: items.length, milliseconds: performance.now() - start });
      if (requests.length > 3) throw new Error(`${asked}: ${requests.length} requests for one page`);
    };
    for (const [asked, query, actor] of objectSearches) {
      await measure(asked, () => listRows(indexed, 'object', query, actor, page));
    }
    for (const [asked, search] of resultSearches) await measure(asked, () => published.search(search));
    return pages;
  } finally {
    await emulator.stop();
  }
}
