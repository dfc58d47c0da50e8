import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { OperationEntry } from '../../shared/api/contract.ts';
import { AuditEvent } from '../../shared/domain/audit/audit-chain.ts';
import { registrySchemas } from '../../shared/domain/registry/registry.ts';
import { records } from '../../shared/platform/records.ts';

/** A field that somebody adds to every stored record tomorrow, and that no view has named. */
const added = 'addedTomorrow';

const storedSchemas: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(
    await Promise.all(Object.entries(records).map(async ([kind, { schema }]) => [kind, await schema()])),
  ),
  ...registrySchemas,
  'audit event': AuditEvent,
};

let operations: readonly OperationEntry[] = [];
beforeAll(async () => {
  for (const schema of Object.values(storedSchemas)) {
    // Rows under earlier field names are renamed before they are read.
    const read = schema instanceof z.ZodPipe ? schema.out : schema;
    if (!(read instanceof z.ZodObject)) throw new Error('a stored record is an object');
    Object.assign(read.shape, { [added]: z.string().optional() });
  }
  // Only now the routes are made, of records that have the field.
  ({ operations } = await import('../../shared/api/contract.ts'));
});

const jsonSchemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any' });

/** Every object schema in a JSON schema, however deep. */
function objectsIn(node: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inside = Object.values(node).flatMap(objectsIn);
  return 'type' in node && node.type === 'object' ? [{ ...node }, ...inside] : inside;
}

describe('a field that is added to a stored record', () => {
  test('is a field of all of them here', () => {
    for (const [kind, schema] of Object.entries(storedSchemas)) {
      expect(JSON.stringify(jsonSchemaOf(schema)), kind).toContain(added);
    }
  });

  test('is in the answer of no operation until its view names it', () => {
    expect(operations.length).toBeGreaterThan(100);
    const showing = operations.filter(({ route }) => JSON.stringify(jsonSchemaOf(route.success.body)).includes(added));
    expect(showing.map(({ operation }) => operation)).toEqual([]);
  });

  test('is dropped from what an operation answers: no response passes keys that it does not list', () => {
    const answers = operations.filter(({ route }) => !route.success.file);
    const open = answers.filter(({ route }) =>
      objectsIn(jsonSchemaOf(route.success.body)).some(({ properties, additionalProperties }) =>
        properties === undefined ? additionalProperties === undefined : additionalProperties !== false,
      ),
    );
    expect(open.map(({ operation }) => operation)).toEqual([]);
  });
});
