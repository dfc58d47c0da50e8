import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { operations } from '../../shared/api/contract.ts';
import { openApiDocument } from '../../shared/api/openapi.ts';

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  required: z.boolean(),
  schema: z.looseObject({}),
});
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(Parameter),
  responses: z.record(z.string(), z.looseObject({ headers: z.looseObject({}).optional() })),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const text = JSON.stringify(openApiDocument());
const { paths } = Document.parse(JSON.parse(text));
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);
const named = described.map((operation) => [operation.operationId, operation] as const);
const parameters = (operationId: string) => described.find((one) => one.operationId === operationId)?.parameters ?? [];

test('the committed OpenAPI document is the one the contract table gives', () => {
  expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(JSON.parse(text));
});

test('it is lawful OpenAPI 3.1, as the specification’s own schema says', async () => {
  const validator = new Validator();
  expect(await validator.validate(JSON.parse(text))).toEqual({ valid: true });
  expect(validator.version).toBe('3.1');
});

test('every operation is in it, under its own id', () => {
  const ids = described.map(({ operationId }) => operationId);
  expect(ids.toSorted()).toEqual(operations.map(({ operation }) => operation).toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

test('no field of a request is called read-only', () => {
  expect(text).not.toContain('readOnly');
});

test('every reference leads to something', () => {
  const document: unknown = JSON.parse(text);
  const leadsTo = (reference: string): unknown =>
    reference
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>((at, step) => (z.looseObject({}).safeParse(at).data ?? {})[step], document);
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference);
  expect(references.length).toBeGreaterThan(operations.length);
  expect([...new Set(references)].filter((reference) => leadsTo(reference) === undefined)).toEqual([]);
});

describe('the parameters of', () => {
  test.each(named)('%s are each named once, those of the path all and no others', (_, { path, parameters }) => {
    const names = parameters.map((one) => `${one.in} ${one.name}`);
    expect(new Set(names).size).toBe(names.length);
    const inPath = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
    const declared = parameters.filter((one) => one.in === 'path');
    expect(declared.map(({ name }) => name).toSorted()).toEqual(inPath.toSorted());
    expect(declared.every(({ required }) => required)).toBe(true);
  });

  test('a list may leave out its limit, which then is 50, and every filter', () => {
    for (const { name, required } of parameters('listObjects').filter((one) => one.in === 'query')) {
      expect([name, required]).toEqual([name, false]);
    }
    expect(parameters('listObjects').find(({ name }) => name === 'limit')?.schema).toMatchObject({
      default: 50,
      minimum: 1,
      maximum: 100,
    });
  });

  test('a template may leave out its format, a result of a past edition says which', () => {
    expect(parameters('getImportTemplate').map(({ name, required }) => [name, required])).toEqual([
      ['kind', true],
      ['format', false],
    ]);
    expect(parameters('getPublicResult').find(({ name }) => name === 'edition')).toMatchObject({ required: false });
  });

  test('a change of a version must name it, a creation its key', () => {
    expect(parameters('updateObject').find(({ name }) => name === 'If-Match')).toMatchObject({ required: true });
    expect(parameters('createObject').find(({ name }) => name === 'Idempotency-Key')).toMatchObject({ required: true });
  });
});

test('what the public reads may also be answered with 304 to who has it, files excepted', () => {
  for (const { operation, route } of operations) {
    const responses = described.find(({ operationId }) => operationId === operation)?.responses ?? {};
    expect([operation, '304' in responses]).toEqual([operation, route.access === 'public' && !route.success.file]);
    expect([operation, 'ETag' in (responses[route.success.status]?.headers ?? {})]).toEqual([
      operation,
      !route.success.file,
    ]);
  }
});
