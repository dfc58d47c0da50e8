import type { Failure } from '../../base/failures.ts';
import { err, ok, type Result } from '../../base/result.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import { isContested } from '../../domain/result/objected.ts';
import type { Records, Stored } from '../ports/records.ts';
import type { Change } from '../ports/unit-of-work.ts';

const recognitionsIn = async (records: Records, { findings }: Pick<InspectionResult, 'findings'>) => {
  const ids = [...new Set(findings.flatMap(({ recognised }) => (recognised ? [recognised.id] : [])))];
  const found = await Promise.all(ids.map((id) => records.find('recognition', id)));
  return found.map((each, at) => {
    if (!each) throw new Error(`there is no recognition ${ids[at]}`);
    return each;
  });
};

const unchanged = <K extends 'recognition' | 'result'>(
  kind: K,
  { value, meta }: Stored<{ readonly id: string }>,
): Change => ({
  ...{ change: 'check', kind, id: value.id, version: meta.version },
});

/** What is written with a result that goes back to what an edition said: none of its recognitions was given up meanwhile. */
export async function notWithdrawn(
  records: Records,
  edition: Pick<InspectionResult, 'findings'>,
): Promise<Result<readonly Change[], Failure<'not-ready'>>> {
  const found = await recognitionsIn(records, edition);
  if (found.some(({ value }) => value.status === 'withdrawn'))
    return notReady('该版次所依据的互认已经撤回，应当更正并公示，不能放弃更正。');
  return ok(found.map((each) => unchanged('recognition', each)));
}

/** What is written when a result that cites goes on its way: its recognitions stand, and still do when it is written. */
export async function standingRecognitions(
  records: Records,
  result: Pick<InspectionResult, 'findings'>,
): Promise<Result<readonly Change[], Failure<'not-ready'>>> {
  const found = await recognitionsIn(records, result);
  const open = found.filter(({ value }) => value.status !== 'ok');
  if (open.length > 0) return notReady(`所互认的结果（${numbersOf(open)}）正在复核，请先确认或撤回互认。`);
  const sourceIds = [...new Set(found.map(({ value }) => value.sourceId))];
  const sources = (await Promise.all(sourceIds.map((id) => records.find('result', id)))).filter((each) => !!each);
  // R95: an edition that is objected to is not cited, and by being published a citation becomes one.
  const contested = sources.filter(({ value }) => isContested(value, value.edition));
  if (contested.length > 0) return notReady(`所互认的结果（${numbersOf(contested)}）正在核实异议，请待其作出决定。`);
  return ok([
    ...found.map((each) => unchanged('recognition', each)),
    ...sources.map((each) => unchanged('result', each)),
  ]);
}

const numbersOf = (found: readonly Stored<{ readonly documentNumber?: string | undefined }>[]): string =>
  [...new Set(found.map(({ value }) => value.documentNumber ?? ''))].join('、');
const notReady = (reason: string) => err({ kind: 'not-ready', entity: 'result', reason } as const);
