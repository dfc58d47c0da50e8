import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Records } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** What is written when a result that cites goes on its way: its recognitions stand, and still do when it is written. */
export async function standingRecognitions(
  records: Records,
  { findings }: Pick<InspectionResult, 'findings'>,
): Promise<Result<readonly Change[], Failure<'not-ready'>>> {
  const ids = [...new Set(findings.flatMap(({ recognised }) => (recognised ? [recognised.id] : [])))];
  const found = await Promise.all(ids.map((id) => records.find('recognition', id)));
  const open = found.filter((each) => each?.value.status !== 'ok');
  if (open.length > 0) {
    const numbers = open.map((each) => each?.value.documentNumber ?? '').join('、');
    const reason = `所互认的结果（${numbers}）正在复核，请先确认或撤回互认。`;
    return err({ kind: 'not-ready', entity: 'result', reason });
  }
  return ok(
    found.flatMap((each, at) =>
      each
        ? [{ change: 'check' as const, kind: 'recognition' as const, id: ids[at] ?? '', version: each.meta.version }]
        : [],
    ),
  );
}
