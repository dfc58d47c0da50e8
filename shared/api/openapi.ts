import * as z from 'zod';
import { county } from '../codes/county.ts';
import { operations, steps } from './contract.ts';
import { failureKinds, statusOf } from './problems.ts';
import { chainFailures, isPolicy, type Route } from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of the contract table. */
export function openApiDocument(): Json {
  const components = schemaComponents();
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { operation, step, route } of operations) {
    paths[route.path] ??= {};
    Object.assign(paths[route.path] ?? {}, {
      [route.method.toLowerCase()]: operationOf(operation, step, route, components.use),
    });
  }
  return {
    openapi: '3.1.1',
    info: {
      title: `${county.name}“双随机、一公开”联合监管系统接口`,
      summary: 'Suiji: joint double-random supervision of a county',
      version: '0.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: '本系统' }],
    tags: Object.entries(steps).map(([name, { summary }]) => ({ name, description: `${summary.zh} (${summary.en})` })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        code: { type: 'http', scheme: 'code', description: '绑定码 (Authorization: Code …)' },
      },
      schemas: { Problem: problemSchema, ...components.all },
    },
  };
}

function operationOf(operation: string, step: string, route: Route, use: (name: string, schema: Json) => Json): Json {
  const name = operation.charAt(0).toUpperCase() + operation.slice(1);
  const body = route.body && {
    required: true,
    content: { 'application/json': { schema: use(`${name}Request`, schemaOf(route.body, 'input')) } },
  };
  return {
    operationId: operation,
    tags: [step],
    summary: route.summary.zh,
    description: [route.summary.en, accessText(route)].join('\n\n'),
    security: securityOf(route),
    parameters: parametersOf(route),
    ...(body && { requestBody: body }),
    responses: { [route.success.status]: successOf(name, route, use), ...unchangedOf(route), ...refusalsOf(route) },
  };
}

const securityOf = ({ access }: Route): readonly Json[] => {
  if (access === 'public') return [];
  return [isPolicy(access) ? { token: [] } : { code: [] }];
};

function accessText({ access }: Route): string {
  if (access === 'public') return 'Open to the public.';
  if (access === 'subject') return 'Whoever holds a bound code, for its object.';
  return `Roles: ${Object.entries(access)
    .map(([role, scope]) => `${role} (${scope})`)
    .join(', ')}.`;
}

function parametersOf(route: Route): readonly Json[] {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  });
  return [
    ...fields(route.params, 'path'),
    ...fields(route.query, 'query'),
    ...(route.ifMatch ? [header('If-Match', '所见版本号，如 "3"')] : []),
    ...(isKept(route) ? [{ ...header('If-None-Match', '已有内容的 ETag；内容未变时答复 304'), required: false }] : []),
    ...(route.creates ? [header('Idempotency-Key', '幂等键：8 至 64 位字母、数字或连字符')] : []),
  ];
}

function fields(schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] {
  if (!schema) return [];
  return Object.entries(schema.shape).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || !z.safeParse(field, undefined).success,
    schema: schemaOf(field as z.ZodType, 'input'),
  }));
}

function successOf(name: string, route: Route, use: (name: string, schema: Json) => Json): Json {
  if (route.success.file)
    return { description: '文件', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } };
  const schema = use(`${name}Response`, schemaOf(route.success.body, 'output'));
  return { description: '成功', headers: { ETag: etagHeader }, content: { 'application/json': { schema } } };
}

const etagHeader: Json = { description: '版本或内容标识', schema: { type: 'string' } };

/** Responses to the public may be cached and requested again. */
const isKept = (route: Route): boolean => route.access === 'public' && !route.success.file;

const unchangedOf = (route: Route): Json =>
  isKept(route) ? { 304: { description: '内容未变', headers: { ETag: etagHeader } } } : {};

function refusalsOf(route: Route): Json {
  const kinds = [...new Set([...chainFailures(route), ...route.failures])];
  const byStatus = Map.groupBy(kinds, statusOf);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, named]) => [
        String(status),
        {
          description: named.toSorted().join(' | '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
  );
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    // An array that is immutable in our code is sent like any other; `readOnly` would forbid sending it.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return json;
}

/** Names a schema that is used repeatedly or is large, so that the document defines each shape once. */
function schemaComponents() {
  const all: Record<string, Json> = {};
  const named = new Map<string, string>();
  const use = (name: string, schema: Json): Json => {
    const text = JSON.stringify(schema);
    const known = named.get(text) ?? name;
    if (!named.has(text)) {
      named.set(text, name);
      all[name] = schema;
    }
    return { $ref: `#/components/schemas/${known}` };
  };
  return { all, use };
}

const problemSchema: Json = {
  type: 'object',
  description: 'RFC 9457 problem details; programs read `kind`, people read `title` and `detail`.',
  required: ['type', 'kind', 'status', 'title', 'detail'],
  properties: {
    type: { type: 'string' },
    kind: { enum: failureKinds },
    status: { type: 'integer' },
    title: { type: 'string' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};
