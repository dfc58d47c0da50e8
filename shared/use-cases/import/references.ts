import type { DepartmentCode } from '../../base/primitives.ts';
import { departmentName } from '../../codes/departments.ts';
import type { LawfulRow } from '../../domain/import/check-rows.ts';
import { type HeaderBinding, mentions, type RowProblem } from '../../domain/import/header.ts';
import { looksLikeMistypedCode } from '../../domain/registry/credit-code.ts';
import type { RegistryKind } from '../../domain/registry/kinds.ts';
import type { RegistryRow } from '../../domain/registry/registry.ts';
import type { Staging, StoredRow } from '../ports/registry.ts';

/** What the rows of a chunk name in other registries, or under another number, and no registry knows. */
export interface References {
  problems(line: number): readonly RowProblem[];
  remarks(line: number): readonly RowProblem[];
  /** The row that the row of a line goes on under its new number. */
  former(line: number): StoredRow<'object'> | undefined;
}

interface Found {
  readonly line: number;
  readonly problem: RowProblem;
  readonly refused: boolean;
}

/**
 * Looks up, of what the file has columns for, the objects that recusals name, the items of inspectors and the former numbers of objects. An object of 18
 * characters that is neither in the registry nor a credit code is a mistyped code, under which the recusal would not
 * work; anything else unknown may still come and is only remarked on.
 */
export async function checkReferences<K extends RegistryKind>(
  { staging }: { readonly staging: Staging },
  department: DepartmentCode,
  header: HeaderBinding<K>,
  rows: readonly LawfulRow<K>[],
): Promise<References> {
  const recusalsOf = (row: RegistryRow[K]) =>
    mentions(header, 'recusals') && 'recusals' in row ? (row.recusals ?? []) : [];
  const scopeOf = (row: RegistryRow[K]) =>
    mentions(header, 'itemScope') && 'itemScope' in row ? row.itemScope.filter((id) => id !== '*') : [];
  const recused = namedBy(rows, (row) => recusalsOf(row).map(({ objectId }) => objectId));
  const scopes = namedBy(rows, scopeOf);
  const objects = await known(staging, 'object', [...recused, ...rows.map(({ replaced }) => replaced)]);
  const items = await known(staging, 'item', scopes);

  const formerOf = (replaced: string | undefined) => {
    const former = replaced === undefined ? undefined : objects.get(replaced);
    return former?.value.status === '存续' ? former : undefined;
  };
  const formers = new Map(rows.map(({ line, replaced }) => [line, formerOf(replaced)]));
  const found = rows.flatMap(({ line, row, replaced }): Found[] => [
    ...recusalsOf(row)
      .filter(({ objectId }) => !objects.has(objectId))
      .map(({ objectId }) => unknownObject(line, objectId)),
    ...scopeOf(row)
      .filter((id) => !items.has(id))
      .map((id) => unknownItem(line, id)),
    ...formerNumber(line, formerOf(replaced)?.value, department),
  ]);
  const byLine = Map.groupBy(found, ({ line }) => line);
  const said = (line: number, refused: boolean) =>
    (byLine.get(line) ?? []).filter((each) => each.refused === refused).map(({ problem }) => problem);
  return {
    problems: (line) => said(line, true),
    remarks: (line) => said(line, false),
    former: (line) => formers.get(line),
  };
}

const namedBy = <K extends RegistryKind>(
  rows: readonly LawfulRow<K>[],
  names: (row: RegistryRow[K]) => readonly string[],
): readonly string[] => rows.flatMap(({ row }) => names(row));

async function known<K extends RegistryKind>(staging: Staging, kind: K, ids: readonly (string | undefined)[]) {
  const asked = [...new Set(ids.filter((id) => id !== undefined))];
  const rows: ReadonlyMap<string, StoredRow<K>> = asked.length === 0 ? new Map() : await staging.current(kind, asked);
  return new Map([...rows].filter(([, { removed }]) => !removed));
}

const unknownObject = (line: number, value: string): Found =>
  looksLikeMistypedCode(value)
    ? {
        line,
        refused: true,
        problem: { column: '回避对象', value, reason: '不是正确的统一社会信用代码，名录里也没有这个编号，请核对' },
      }
    : {
        line,
        refused: false,
        problem: { column: '回避对象', value, reason: '检查对象名录里没有这个编号，回避暂不起作用，请核对' },
      };

const unknownItem = (line: number, value: string): Found => ({
  line,
  refused: false,
  problem: { column: '可检查事项', value, reason: '抽查事项清单里没有这个事项编码，请核对' },
});

/** One object goes on under its new number; what another department keeps is its to take out of use. */
function formerNumber(line: number, former: RegistryRow['object'] | undefined, department: DepartmentCode): Found[] {
  if (!former) return [];
  const refused = former.department !== department;
  const reason = refused
    ? `名录里此编号的"${former.name}"仍为存续，由${departmentName(former.department)}维护，同一户不能有两个编号；请先由其停用或移交原记录，再导入本行`
    : `名录里此编号的"${former.name}"由本行的统一社会信用代码续用，生效后原编号停用，其监管、标签、回避和检查次数一并延续`;
  return [{ line, refused, problem: { column: '对象编号', value: former.id, reason } }];
}
