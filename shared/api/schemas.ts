import * as z from 'zod';
import { ok, type Result } from '../base/result.ts';
import type { Stored } from '../use-cases/ports/records.ts';

/** The query parameters of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number<string | number>().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
});

/** The response of every list. */
export const pageOf = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item).readonly(), next: z.string().optional() });

/** The version fields of every versioned record. */
export const VersionFields = { version: z.int(), updatedAt: z.iso.datetime() };

/**
 * The listed fields of a stored shape, for a view. A new field of the record stays hidden until it is listed here,
 * because the response schema drops unlisted fields.
 */
export const fieldsOf = <const S extends z.ZodRawShape, const N extends keyof S>(
  { shape }: { readonly shape: S },
  names: readonly N[],
): Pick<S, N> => Object.fromEntries(names.map((name) => [name, shape[name]])) as Pick<S, N>;

/** A record with its version, for a view that lists the fields it shows. */
export const versioned = <T extends object>({ value, meta }: Stored<T>) => ({
  ...value,
  version: meta.version,
  updatedAt: meta.updatedAt,
});

/** The value as its view shows it, or the failure. */
export const shown = <T, V, F>(found: Result<T, F>, view: (value: T) => V): Result<V, F> =>
  found.ok ? ok(view(found.value)) : found;

/** A query list: `?status=a,b` or a single value. */
export const listOf = <S extends z.ZodType<string, string>>(item: S) =>
  z
    .string()
    .max(2000)
    .transform((text) => text.split(','))
    .pipe(z.array(item).min(1).max(50))
    // Duplicate values are removed, or a list would return their rows twice.
    .transform((items) => [...new Set(items)]);

/** What a route that returns a file passes to the chain. */
export const FileBody = z.object({
  mediaType: z.string(),
  /** Offered as a download under this name; absent = displayed inline. */
  fileName: z.string().optional(),
  /** The Content-Security-Policy it is served with; absent = that of all pages. */
  policy: z.string().optional(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});
export type FileBody = z.infer<typeof FileBody>;
