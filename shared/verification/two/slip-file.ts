import * as z from 'zod';
import { Sha256Hex } from '../../base/primitives.ts';
import type { Slip } from '../../draw/slip.ts';

const SlipFile = z.strictObject({
  batch: z.string().min(1),
  frame: z.string().min(1),
  id: z.string().min(1),
  version: z.int().min(0),
  places: z.string().regex(/^\d+(,\d+)*$/),
  salt: Sha256Hex,
}) satisfies z.ZodType<Slip>;

/**
 * 自查单 as its holder has it: the JSON of the file, or the address of the page (or what stands behind its `#`) as the
 * printed code holds it. Undefined where it is neither.
 */
export function slipIn(text: string): Slip | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const parsed = SlipFile.safeParse(trimmed.startsWith('{') ? jsonIn(trimmed) : fragmentIn(trimmed));
  return parsed.success ? parsed.data : undefined;
}

/** What stands behind `#` in the address of the page: a browser sends it to nobody. */
export const slipFragment = ({ batch, frame, id, version, places, salt }: Slip): string =>
  new URLSearchParams({ batch, frame, id, version: String(version), places, salt }).toString();

function fragmentIn(text: string): unknown {
  const { version, ...rest } = Object.fromEntries(new URLSearchParams(text.slice(text.indexOf('#') + 1)));
  return { ...rest, version: version !== undefined && /^\d+$/.test(version) ? Number(version) : undefined };
}

function jsonIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
