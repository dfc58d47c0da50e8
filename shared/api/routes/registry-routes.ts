import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { DepartmentCode, LineText, NamePart, type PlainId, Tag } from '../../base/primitives.ts';
import { commitFailures, type Policy } from '../route.ts';
import { listOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';

interface RegistryRoutesOptions<
  Body extends z.ZodType,
  Shape extends z.ZodRawShape,
  Filters extends z.ZodRawShape,
  Path extends `/${string}`,
> {
  readonly path: Path;
  readonly noun: { readonly zh: string; readonly en: string };
  /** How a row is named in a path. */
  readonly id: typeof PlainId;
  /** What a caller writes. */
  readonly body: Body;
  /** The fields of a row as officials see it. */
  readonly shape: Shape;
  readonly filters: Filters;
  readonly read: Policy;
  readonly write: Policy;
}

export const rowFailures = ['not-found', 'foreign-department'] as const satisfies readonly FailureKind[];
export const changeFailures = [
  ...rowFailures,
  ...commitFailures,
  'invalid-input',
  'kept-by-another',
  'needs-second-person',
  'class-not-editable',
] as const satisfies readonly FailureKind[];

/** The operations that every registry has: keep, read, list, change by versions, deactivate, tag (R15). */
export function registryRoutes<
  const Body extends z.ZodType,
  const Shape extends z.ZodRawShape,
  const Filters extends z.ZodRawShape,
  const Path extends `/${string}`,
>({ path, noun, id, body, shape, filters, read, write }: RegistryRoutesOptions<Body, Shape, Filters, Path>) {
  const view = z.object({ ...shape, ...VersionFields });
  const params = z.object({ id });
  const one = `${path}/{id}` as const;
  const say = (zh: string, en: string) => ({ zh: `${zh}${noun.zh}`, en: `${en} ${noun.en}` });
  return {
    create: {
      method: 'POST',
      path,
      summary: say('新增', 'Add an'),
      access: write,
      body,
      success: { status: 201, body: view },
      failures: changeFailures,
      creates: true,
    },
    get: {
      method: 'GET',
      path: one,
      summary: say('查看', 'Show an'),
      access: read,
      params,
      success: { status: 200, body: view },
      failures: rowFailures,
    },
    list: {
      method: 'GET',
      path,
      summary: say('查询', 'List'),
      access: read,
      query: z.object({
        ...PageQuery.shape,
        department: listOf(DepartmentCode).optional(),
        name: NamePart.optional(),
        tag: Tag.optional(),
        ...filters,
      }),
      success: { status: 200, body: pageOf(view) },
      failures: [],
      paged: true,
    },
    update: {
      method: 'PUT',
      path: one,
      summary: say('修改', 'Change an'),
      access: write,
      params,
      body,
      success: { status: 200, body: view },
      failures: changeFailures,
      ifMatch: true,
    },
    deactivate: {
      method: 'POST',
      path: `${one}/deactivate`,
      summary: say('停用', 'Deactivate an'),
      access: write,
      params,
      body: z.strictObject({ reason: LineText }),
      success: { status: 200, body: view },
      failures: changeFailures,
      ifMatch: true,
    },
    versions: {
      method: 'GET',
      path: `${one}/versions`,
      summary: { zh: `${noun.zh}的历史版本`, en: `Versions of an ${noun.en}` },
      access: read,
      params,
      success: { status: 200, body: z.object({ items: z.array(view) }) },
      failures: rowFailures,
    },
    tag: {
      method: 'POST',
      path: `${path}/tags`,
      summary: { zh: `批量标记${noun.zh}`, en: `Tag several ${noun.en}s` },
      access: write,
      body: z.strictObject({
        ids: z.array(id).min(1).max(100),
        add: z.array(Tag).max(10),
        remove: z.array(Tag).max(10),
      }),
      success: {
        status: 200,
        body: z.object({
          changed: z.array(z.string()),
          refused: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string() })),
        }),
      },
      failures: [],
    },
  } as const;
}
