import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batchHandOvers } from '../../shared/domain/batch/hand-overs.ts';
import { campaignHandOvers } from '../../shared/domain/campaign/hand-overs.ts';
import { checkOrderHandOvers } from '../../shared/domain/check/hand-overs.ts';
import { listEntryHandOvers, repairHandOvers } from '../../shared/domain/credit/hand-overs.ts';
import { listFileHandOvers } from '../../shared/domain/credit/list-file-hand-overs.ts';
import { followUpHandOvers } from '../../shared/domain/follow-up/hand-overs.ts';
import { importHandOvers } from '../../shared/domain/import/hand-overs.ts';
import { leadHandOvers } from '../../shared/domain/lead/hand-overs.ts';
import type { Handed, HandsToNobody } from '../../shared/domain/notice/hand-over.ts';
import { objectionHandOvers } from '../../shared/domain/objection/hand-overs.ts';
import { planHandOvers } from '../../shared/domain/plan/hand-overs.ts';
import { recognitionHandOvers } from '../../shared/domain/recognition/hand-overs.ts';
import { registryChangeHandOvers } from '../../shared/domain/registry/hand-overs.ts';
import { resultHandOvers } from '../../shared/domain/result/hand-overs.ts';
import { todoKinds } from '../../shared/domain/todo/todo.ts';
import { trustHandOvers } from '../../shared/domain/trust/hand-overs.ts';
import { dataCheckHandOvers } from '../../shared/use-cases/sharing/data-check-notices.ts';
import { shareHandOvers } from '../../shared/use-cases/sharing/share-notices.ts';

type Table = Readonly<Record<string, Handed<string> | HandsToNobody>>;

/** The table of hand-overs beside each table of transitions, or why none of its events hands anything over. */
const tables: Readonly<Record<string, Table | string>> = {
  resultTransitions: resultHandOvers,
  planTransitions: planHandOvers,
  campaignTransitions: campaignHandOvers,
  batchTransitions: batchHandOvers,
  registryChangeTransitions: registryChangeHandOvers,
  importTransitions: importHandOvers,
  leadTransitions: leadHandOvers,
  leadImportTransitions:
    'a job reads the file; whoever started it is shown how far it is, and is told when it has lapsed',
  checkOrderTransitions: checkOrderHandOvers,
  followUpTransitions: followUpHandOvers,
  rectificationTransitions: 'what two inspectors found is the report of its follow-up, which hands it over',
  transferTransitions: 'whoever has to act by the time that runs is told that something waits, and no more (R39)',
  objectionTransitions: objectionHandOvers,
  recognitionTransitions: recognitionHandOvers,
  shareRequestTransitions: shareHandOvers,
  dataCheckTransitions: dataCheckHandOvers,
  listEntryTransitions: listEntryHandOvers,
  creditRecordTransitions:
    'a record follows its source, whose step tells whoever acts next; nobody acts on it by itself',
  repairTransitions: repairHandOvers,
  listFileTransitions: listFileHandOvers,
  trustPeriodTransitions: trustHandOvers,
  sanctionDecisionTransitions: 'whoever looked the subject up decides and ends it; nobody else has to act',
  visitTransitions:
    'a visit follows what its parts say; whose part the lead ends is told with the day, and results are handed over',
  exportTransitions: 'only who asked for an export can fetch it, and is shown how far it is',
  rehearsalTransitions: 'a rehearsal changes nothing, and whoever started it is shown how far it is',
};

describe('what each step hands over', () => {
  test('is declared for every table of transitions in the code', () => {
    const texts = globSync('shared/domain/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const inCode = texts.flatMap((text) =>
      [...text.matchAll(/export const (\w+): Transitions</g)].map(([, name]) => name),
    );
    expect(Object.keys(tables).toSorted()).toEqual(inCode.toSorted());
  });

  test('is driven act by act for every table that hands anything over, so that none is declared and then not done', () => {
    const drivers = globSync('test/integration/hand-overs-*.test.ts').map((file) => readFileSync(file, 'utf8'));
    const driven = drivers.flatMap((text) =>
      [...text.matchAll(/Record<Handing<typeof (\w+)>,/g)].map(([, name]) => name),
    );
    const inCode = globSync('shared/**/*.ts').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/export const (\w+HandOvers)\b/g)].map(([, name]) => name),
    );
    expect(driven.toSorted()).toEqual(inCode.toSorted());
  });

  const declared = Object.entries(tables).flatMap(([name, table]) =>
    typeof table === 'string' ? [] : Object.entries(table).map(([act, handed]) => [name, act, handed] as const),
  );
  test.each(declared)('%s %s: names whom and what waits there, or says why nobody is told', (_, __, handed) => {
    expect(faultOf(handed)).toBeUndefined();
  });
});

function faultOf(handed: Handed<string> | HandsToNobody): string | undefined {
  if ('nobody' in handed) return handed.nobody.length > 9 ? undefined : 'says no reason';
  if (handed.to.length === 0) return 'names nobody';
  return handed.asks && !Object.hasOwn(todoKinds, handed.asks.todo) ? `asks for ${handed.asks.todo}` : undefined;
}
