import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { ClassSourceHead } from '../../domain/credit/class-source.ts';
import type { ClassFile, RegistryImport } from '../../domain/import/registry-import.ts';
import type { Actor } from '../actor.ts';
import { createRecord, eventOf, replaceRecord } from '../changes.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

interface HeadDeps {
  readonly records: Pick<Records, 'find'>;
}
type Entry = Pick<RegistryImport, 'id' | 'classFile'>;

/** What makes a file of classes the last one of its source, in the commit that activates it. */
export async function nowLast(
  { records }: HeadDeps,
  { id, classFile }: Entry,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], Failure<'stale-version'>>> {
  // One that is not checked is refused by its state.
  if (!classFile?.diff) return ok([]);
  const { source, month, follows } = classFile;
  const head = await records.find('class-source', source);
  // No other one is open meanwhile, so that this is how it was when the file was checked.
  if (head?.value.last?.importId !== follows?.importId) return err({ kind: 'stale-version', entity: 'import', id });
  const value: ClassSourceHead = { id: source, last: { importId: id, month } };
  const event = eventOf('apply', actor, now, { file: id, month });
  return ok([
    head
      ? replaceRecord('class-source', source, head, value, event)
      : createRecord('class-source', source, value, event),
  ]);
}

/** What makes the file before it the last one again, in the commit that undoes it; a later file has been read on top of it. */
export async function lastBefore(
  { records }: HeadDeps,
  { id, classFile }: Entry,
  actor: Actor,
  now: Date,
): Promise<Result<readonly Change[], Failure<'not-ready'>>> {
  if (!classFile) return ok([]);
  const { source, follows } = classFile;
  const head = await records.find('class-source', source);
  if (head?.value.last?.importId !== id) {
    const reason = `${source}已有较晚的分类文件生效，不能再撤销这一个；请登记更正后的文件。`;
    return err({ kind: 'not-ready', entity: 'import', reason });
  }
  const value: ClassSourceHead = { id: source, ...(follows && { last: follows }) };
  return ok([replaceRecord('class-source', source, head, value, eventOf('undo', actor, now, { file: id }))]);
}

/** Of the event of each step of a file of classes. */
export const classFacts = ({ month, source, diff }: ClassFile) => ({
  month,
  source,
  ...(diff && { up: diff.up, down: diff.down, new: diff.new, gone: diff.gone, stale: diff.stale }),
});
