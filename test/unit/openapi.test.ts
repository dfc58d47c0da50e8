import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { openApiDocument } from '../../shared/api/openapi.ts';

test('the committed OpenAPI document is the one the contract table gives', () => {
  expect(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
});

test('every operation is in it, under its own id', () => {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, { operationId: string }>> };
  const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map(({ operationId }) => operationId));
  expect(ids.toSorted()).toEqual(operations.map(({ operation }) => operation).toSorted());
});
