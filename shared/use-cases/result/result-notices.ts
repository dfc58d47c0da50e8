import type { HandOvers } from '../../domain/notice/hand-over.ts';
import { type ResultAct, type ResultSide, resultHandOvers } from '../../domain/result/hand-overs.ts';
import type { InspectionResult } from '../../domain/result/inspection-result.ts';
import type { Actor } from '../actor.ts';
import { handedOver } from '../notice/handed-over.ts';
import { nameToTell } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** A commit has a hundred actions, and a correction needs up to sixty for what others have recognised. */
const mostPersons = 8;
const handOvers: HandOvers<ResultAct, ResultSide> = resultHandOvers;

/** Who is told of an act on a result; what ends by itself tells nobody, since its term was public. */
export function resultNotices(
  act: ResultAct,
  { id, department, object, documentNumber, inspectors }: InspectionResult,
  version: number,
  actor: Pick<Actor, 'id' | 'name'>,
  now: Date,
): readonly Change[] {
  if (actor.id === 'system') return [];
  const number = documentNumber === undefined ? '' : `（${documentNumber}）`;
  const inbox = (waits: boolean) => ({ kind: waits ? 'result-waits' : 'result-decided', department }) as const;
  const result = {
    ...{
      about: `${id}.${version}`,
      subject: `对“${nameToTell(object)}”的检查结果${number}`,
      ids: { id },
      resultId: id,
    },
    inboxes: {
      department: (waits: boolean) => [inbox(waits)],
      team: (waits: boolean) =>
        inspectors.slice(0, mostPersons).map((inspectorId) => ({ ...inbox(waits), inspectorId })),
    },
  };
  return handedOver(handOvers[act], result, actor, now);
}
