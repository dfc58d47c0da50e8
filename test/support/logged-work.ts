/** The whole system in a process of its own, at work on personal data; what it writes is its log. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '../../functions/adapters/dynamodb/client.ts';
import { logger } from '../../functions/chain/logger.ts';
import { namesWith } from '../../local/create-tables.ts';
import { demoUsers } from '../../local/demo/users.ts';
import { startSystem } from '../../local/system.ts';
import { createClient } from '../../shared/api/client.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import { keys } from '../../shared/platform/tables.ts';

const [endpoint = '', prefix = '', state = '', secret = '{}'] = process.argv.slice(2);
const person: { name: string; phone: string; number: string; address: string } = JSON.parse(secret);

const system = await startSystem({ state, port: 0, endpoint, tablePrefix: prefix });
const as = (username: string) => {
  const user = demoUsers.find((each) => each.username === username);
  if (!user) throw new Error(`no user ${username}`);
  return createClient({ baseUrl: system.gatewayUrl, token: () => system.tokenOf(user) });
};
const admin = as('scjg-admin');
const officer = as('scjg-officer1');

const inspector = {
  id: 'SCJG-R900',
  name: person.name,
  department: 'SCJG',
  certificate: { number: person.number, issuer: '河南省人民政府', validFrom: '2025-01-01', validTo: '2028-12-31' },
  level: '县',
  qualifications: [],
  expertise: [],
  itemScope: ['*'],
  phone: person.phone,
  recusals: [],
  // Whoever may be matched is entered by two.
  status: '失效',
  statusReason: '待启用',
  tags: [],
} as const;
const object = {
  id: 'D-900',
  name: `${person.name}小吃店`,
  kind: '个体工商户',
  department: 'SCJG',
  supervisors: ['SCJG'],
  township: '411422105',
  address: person.address,
  industry: 'H6210',
  creditClass: 'B',
  status: '存续',
  representative: person.name,
  phone: person.phone,
  tags: [],
} as const;

const answers: Result<unknown, Problem>[] = [
  await admin('createInspector', { key: 'logged-1', body: inspector }),
  await admin('createInspector', { key: 'logged-1', body: { ...inspector, phone: '1' } }),
  await officer('createObject', { key: 'logged-2', body: object }),
  await officer('createObject', { key: 'logged-3', body: object }),
  await officer('createObject', { key: 'logged-4', body: { ...object, id: person.number, phone: person.address } }),
  await officer('listObjects', { query: { name: person.name } }),
];

// A row that does not parse, as a fault of ours or a hand in the table leaves it: its reader fails.
const names = namesWith(prefix);
const client = documentClient({ endpoint });
await client.send(
  new UpdateCommand({
    TableName: names.registry,
    Key: keys.row('inspector', '00', inspector.id, 'a'),
    UpdateExpression: 'SET #value.#level = :level',
    ExpressionAttributeNames: { '#value': 'value', '#level': 'level' },
    ExpressionAttributeValues: { ':level': person.name },
  }),
);
answers.push(await admin('getInspector', { params: { id: 'SCJG-R900' } }));

// An import of which one row is wrong.
const header = '统一社会信用代码,名称,对象类别,乡镇街道,地址,行业代码,信用风险分类,状态';
const file = [header, `${person.number},${person.name},企业,城关镇,${person.address},H6210,B,存续`].join('\r\n');
const bytes = Buffer.from(file);
const announced = await officer('createImport', {
  key: 'logged-5',
  body: { kind: 'object', fileName: `${person.name}.csv`, bytes: bytes.byteLength },
});
if (announced.ok) {
  const { url, headers } = announced.value.upload;
  await fetch(url, { method: 'PUT', body: bytes, headers });
  answers.push(await officer('stageImport', { params: { id: announced.value.import.id } }));
  await system.idle();
}

// The database goes away in the middle of the work.
const away = () => Promise.reject(new Error('connect ECONNREFUSED 127.0.0.1:8000'));
system.deps.records.find = away;
system.deps.registry.find = away;
system.deps.registry.list = away;
system.deps.registry.search = away;
answers.push(await officer('listObjects', { query: { name: person.name } }));
answers.push(await officer('createObject', { key: 'logged-6', body: { ...object, id: 'D-901' } }));
answers.push(await officer('getPlan', { params: { id: person.number.slice(0, 20) } }));

logger.setLogLevel('SILENT');
console.log(`ANSWERS ${answers.map((answer) => (answer.ok ? 'ok' : answer.error.kind)).join(' ')}`);
await system.stop();
