import { type CodeMap, codeMaps } from '../../codes/exchange/code-maps.ts';
import { type LayoutCode, layouts } from '../../codes/exchange/layouts.ts';
import type { Row, RowError } from './row.ts';
import { validateRow } from './validate-row.ts';

/** R89: a code of ours for which the receiver has none, as far as is known. */
export interface CodeUnmapped {
  readonly kind: 'code-unmapped';
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** R88: a field that is not as the layout asks. */
export interface RowInvalid extends RowError {
  readonly kind: 'row-invalid';
}

/** A row put together for a layout; it leaves only without faults. */
export interface AssembledRow {
  readonly row: Row;
  readonly faults: readonly (CodeUnmapped | RowInvalid)[];
}

const unmapped = (field: string, code: string): CodeUnmapped => ({
  ...{ kind: 'code-unmapped', field, code },
  message: `代码 ${code} 尚无对照`,
});

const theirsOf = (map: CodeMap | undefined, code: string): string | undefined =>
  map && Object.hasOwn(map.theirs, code) ? map.theirs[code] : undefined;

/** Puts the receiver's codes in the place of ours. What has no counterpart stays empty and is told, never guessed. */
export function mapCodes(
  layout: LayoutCode,
  own: Readonly<Record<string, string>>,
): { readonly row: Row; readonly gaps: readonly CodeUnmapped[] } {
  const mapped = Object.entries(own).map(
    ([field, code]) => [field, code, theirsOf(codeMaps[layout]?.[field], code)] as const,
  );
  return {
    row: Object.fromEntries(mapped.flatMap(([field, , theirs]) => (theirs === undefined ? [] : [[field, theirs]]))),
    gaps: mapped.flatMap(([field, code, theirs]) => (theirs === undefined ? [unmapped(field, code)] : [])),
  };
}

/**
 * R88, R89: a row of values as they are and of our own codes, with everything that keeps it from leaving. A code without
 * counterpart is told as that, not as a field that somebody left empty.
 */
export function assembleRow(layout: LayoutCode, values: Row, own: Readonly<Record<string, string>> = {}): AssembledRow {
  const { row: codes, gaps } = mapCodes(layout, own);
  const row = { ...values, ...codes };
  const told = new Set(gaps.map(({ field }) => field));
  const invalid = validateRow(layouts[layout], row).filter(({ field }) => !told.has(field));
  return { row, faults: [...gaps, ...invalid.map((error) => ({ kind: 'row-invalid', ...error }) as const)] };
}

/** Every code of ours that has no counterpart yet, for those who have to obtain it. */
export const codeGaps = (layout: LayoutCode): readonly (CodeUnmapped & { readonly name: string })[] =>
  Object.entries(codeMaps[layout] ?? {}).flatMap(([field, map]) =>
    Object.entries(map.own).flatMap(([code, name]) =>
      theirsOf(map, code) === undefined ? [{ ...unmapped(field, code), name }] : [],
    ),
  );
