import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { ResultStage } from '../../domain/result/waiting-stage.ts';
import { type TodoEntry, type TodoKind, todoKinds } from '../../domain/todo/todo.ts';
import type { Match, Page } from '../ports/paging.ts';
import type { Stored } from '../ports/records.ts';
import { effectiveResults } from '../result/effective.ts';
import { type Asker, isOfficial, type Source, type Sources, type TodoDeps } from './sources.ts';

type Results = readonly Stored<InspectionResult>[];

const entryOf = (kind: TodoKind, { id, object }: InspectionResult, due: string | undefined): TodoEntry => ({
  ...{ kind, operation: todoKinds[kind].operation, ids: { id }, title: object.name },
  ...(due !== undefined && { due }),
});

/** An inspector who is no official is shown the visits of the own teams. */
const mine = (who: Asker): readonly Match[] =>
  isOfficial(who) ? [] : [{ field: 'inspectors', contains: who.inspectorId ?? '' }];

const standing = async (
  kind: TodoKind,
  records: TodoDeps['records'],
  found: Page<Stored<InspectionResult>>,
  due: (result: InspectionResult) => string | undefined,
): Promise<Page<TodoEntry>> => {
  const open = (await effectiveResults(records, found.items)).filter(({ value }) => value.status !== 'voided');
  return { ...found, items: open.map(({ value }) => entryOf(kind, value, due(value))) };
};

/** Those of a stage; who took the step before does not take the next (R5). */
const staged =
  (
    kind: TodoKind,
    stage: ResultStage,
    {
      lacks,
      ours = () => true,
    }: { readonly lacks?: string; readonly ours?: (one: InspectionResult, id: string) => boolean } = {},
  ): Source =>
  async ({ records }, who, _, page) => {
    const where: readonly Match[] = [...mine(who), ...(lacks ? [{ field: lacks, lacks: who.id }] : [])];
    const found = await records.list({ kind: 'result', in: 'waiting', of: `${stage}#${who.department}`, where, page });
    const items: Results = found.items.filter(({ value }) => ours(value, who.id));
    return { ...found, items: items.map(({ value }) => entryOf(kind, value, value.deadline)) };
  };

/** What waits about results. */
export const resultsToDo: Sources = {
  'result-to-inspect': async ({ records }, who, _, page) => {
    const found = await records.list({ kind: 'result', in: 'toInspect', of: who.department, where: mine(who), page });
    return standing('result-to-inspect', records, found, ({ inspectBy }) => inspectBy);
  },
  'result-to-submit': async ({ records }, who, _, page) => {
    const found = await records.list({ kind: 'result', in: 'toSubmit', of: who.department, where: mine(who), page });
    return standing('result-to-submit', records, found, ({ inspectedOn }) => inspectedOn);
  },
  'result-to-mend': staged('result-to-mend', 'mend'),
  'result-to-approve': staged('result-to-approve', 'approve', { lacks: 'recordedBy' }),
  'result-to-publish': staged('result-to-publish', 'publish'),
  'withholding-to-decide': staged('withholding-to-decide', 'withholding', {
    ours: ({ withholding }, id) => withholding?.requestedBy !== id,
  }),
  'stop-to-decide': staged('stop-to-decide', 'stop', {
    ours: ({ stopRequest }, id) => stopRequest?.requestedBy !== id,
  }),
  'completion-to-decide': staged('completion-to-decide', 'completion', {
    ours: ({ completionCorrection }, id) => completionCorrection?.requestedBy !== id,
  }),
};
