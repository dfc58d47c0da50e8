import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { authoriserFunction } from '../../infra/functions.ts';

let folder: string;

beforeAll(() => {
  // Inside the project, where its libraries are found.
  const parent = join(import.meta.dirname, '../../.local');
  mkdirSync(parent, { recursive: true });
  folder = mkdtempSync(join(parent, 'left-out-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function bundled(name: string, source: string): Promise<string> {
  const entry = join(folder, `${name}.ts`);
  writeFileSync(entry, source);
  const outdir = join(folder, name);
  await bundle({ ...authoriserFunction, name, entry }, outdir);
  return join(outdir, 'index.mjs');
}

/** What a function answers in an environment that holds nothing but what is given. */
function answerOf(file: string, env: Readonly<Record<string, string>>): string {
  const script = `console.log(await (await import(process.argv[1])).handler());`;
  const command = ['--input-type=module', '-e', script, pathToFileURL(file).href];
  return execFileSync(process.execPath, command, { encoding: 'utf8', env }).trim();
}

test('a bundled client of AWS signs with the credentials of the environment, and with no others', async () => {
  const file = await bundled(
    'credentials',
    `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
     export const handler = async () => {
       const client = new DynamoDBClient({ region: 'cn-north-1' });
       const read = () => client.config.credentials().catch(({ name }) => name);
       return JSON.stringify(await read());
     };`,
  );
  const role = { AWS_ACCESS_KEY_ID: 'ASIA1', AWS_SECRET_ACCESS_KEY: 'secret', AWS_SESSION_TOKEN: 'token' };
  expect(JSON.parse(answerOf(file, role))).toMatchObject({
    accessKeyId: 'ASIA1',
    secretAccessKey: 'secret',
    sessionToken: 'token',
  });
  const profiles = join(folder, 'profiles');
  writeFileSync(profiles, '[default]\naws_access_key_id = AKIA2\naws_secret_access_key = another\n');
  expect(JSON.parse(answerOf(file, { AWS_SHARED_CREDENTIALS_FILE: profiles }))).toBe('CredentialsProviderError');
  // The chain that was left out is not there, nor what it loads later.
  expect(readFileSync(file, 'utf8')).not.toMatch(/fromSSO|fromIni|fromTokenFile/);
});

test('a bundled schema reads and refuses as ever, and writes no JSON Schema', async () => {
  const file = await bundled(
    'schemas',
    `import * as z from 'zod';
     const Row = z.strictObject({ code: z.string().regex(/^[A-Z]{2}$/), count: z.number().int().max(9), day: z.iso.date().optional() });
     export const handler = async () => {
       const read = [{ code: 'SC', count: 9 }, { code: 'sc', count: 10, day: '2026-02-30', more: 1 }].map((row) => {
         const { success, error } = Row.safeParse(row);
         return success || error.issues.map(({ path, code }) => [...path, code].join(' '));
       });
       try { return JSON.stringify([...read, Row.toJSONSchema()]); } catch ({ message }) { return JSON.stringify([...read, message]); }
     };`,
  );
  expect(JSON.parse(answerOf(file, {}))).toEqual([
    true,
    ['code invalid_format', 'count too_big', 'day invalid_format', 'unrecognized_keys'],
    'left out of the bundle',
  ]);
  expect(readFileSync(file, 'utf8')).not.toContain('json-schema.org');
});

test('a bundled client sends, signed by the hashes of Node, and tells its version', async () => {
  const file = await bundled(
    'sending',
    `import { createServer } from 'node:http';
     import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
     import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
     export const handler = () => new Promise((resolve, reject) => {
       const server = createServer(({ headers }, answer) => {
         answer.end(JSON.stringify({ Item: { pk: { S: '睢县' } } }));
         server.close();
         seen = headers;
       });
       let seen;
       server.listen(0, '127.0.0.1', () => {
         const endpoint = 'http://127.0.0.1:' + server.address().port;
         const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'cn-north-1', endpoint }));
         client.send(new GetCommand({ TableName: 't', Key: { pk: '睢县' } })).then(({ Item }) => {
           client.destroy();
           resolve(JSON.stringify({ Item, signed: seen.authorization, agent: seen['user-agent'] }));
         }, reject);
       });
     });`,
  );
  const { Item, signed, agent } = JSON.parse(
    answerOf(file, { AWS_ACCESS_KEY_ID: 'ASIA1', AWS_SECRET_ACCESS_KEY: 'secret' }),
  ) as { Item: unknown; signed: string; agent: string };
  expect(Item).toEqual({ pk: '睢县' });
  expect(signed).toMatch(
    /^AWS4-HMAC-SHA256 Credential=ASIA1\/\d{8}\/cn-north-1\/dynamodb\/aws4_request, .*Signature=[0-9a-f]{64}$/,
  );
  const { version } = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../node_modules/@aws-sdk/client-dynamodb/package.json'), 'utf8'),
  ) as { version: string };
  expect(agent).toContain(`api/dynamodb#${version}`);
  expect(readFileSync(file, 'utf8')).not.toMatch(/LRUCache|Invalid input: expected/);
});
