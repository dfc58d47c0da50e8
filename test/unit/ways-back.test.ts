import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { operations } from '../../shared/api/contract.ts';
import { recordNames } from '../../shared/base/record-names.ts';
import { batchTransitions, batchWords } from '../../shared/domain/batch/states.ts';
import { campaignTransitions, campaignWords } from '../../shared/domain/campaign/states.ts';
import { checkOrderTransitions, checkOrderWords } from '../../shared/domain/check/states.ts';
import { listFileTransitions, listFileWords } from '../../shared/domain/credit/list-file-states.ts';
import { creditRecordTransitions, creditRecordWords } from '../../shared/domain/credit/record-states.ts';
import { repairTransitions, repairWords } from '../../shared/domain/credit/repair-states.ts';
import { listEntryTransitions, listEntryWords } from '../../shared/domain/credit/states.ts';
import { exportTransitions, exportWords } from '../../shared/domain/export/registry-export.ts';
import { rectificationTransitions, rectificationWords } from '../../shared/domain/follow-up/rectification.ts';
import { followUpTransitions, followUpWords } from '../../shared/domain/follow-up/states.ts';
import { transferTransitions, transferWords } from '../../shared/domain/follow-up/transfer-states.ts';
import { importWords } from '../../shared/domain/import/registry-import.ts';
import { importTransitions } from '../../shared/domain/import/states.ts';
import { leadImportTransitions, leadImportWords } from '../../shared/domain/lead/lead-import.ts';
import { leadTransitions, leadWords } from '../../shared/domain/lead/states.ts';
import { sanctionDecisionTransitions, sanctionDecisionWords } from '../../shared/domain/lookup/states.ts';
import { objectionTransitions, objectionWords } from '../../shared/domain/objection/states.ts';
import { planTransitions, planWords } from '../../shared/domain/plan/states.ts';
import { recognitionTransitions, recognitionWords } from '../../shared/domain/recognition/states.ts';
import { registryChangeTransitions, registryChangeWords } from '../../shared/domain/registry/registry-change.ts';
import { rehearsalTransitions, rehearsalWords } from '../../shared/domain/rehearsal/rehearsal.ts';
import { resultTransitions, resultWords } from '../../shared/domain/result/states.ts';
import { dataCheckTransitions, dataCheckWords } from '../../shared/domain/sharing/data-check-states.ts';
import { shareRequestTransitions, shareRequestWords } from '../../shared/domain/sharing/states.ts';
import { trustPeriodTransitions, trustPeriodWords } from '../../shared/domain/trust/states.ts';
import { visitTransitions, visitWords } from '../../shared/domain/visit/states.ts';

interface Workflow {
  readonly table: Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>;
  readonly words: {
    readonly entity: keyof typeof recordNames;
    readonly states: Readonly<Record<string, string>>;
    readonly events: Readonly<Record<string, string>>;
  };
}

const workflows: Readonly<Record<string, Workflow>> = {
  registryChangeTransitions: { table: registryChangeTransitions, words: registryChangeWords },
  importTransitions: { table: importTransitions, words: importWords },
  exportTransitions: { table: exportTransitions, words: exportWords },
  planTransitions: { table: planTransitions, words: planWords },
  campaignTransitions: { table: campaignTransitions, words: campaignWords },
  trustPeriodTransitions: { table: trustPeriodTransitions, words: trustPeriodWords },
  sanctionDecisionTransitions: { table: sanctionDecisionTransitions, words: sanctionDecisionWords },
  rehearsalTransitions: { table: rehearsalTransitions, words: rehearsalWords },
  visitTransitions: { table: visitTransitions, words: visitWords },
  resultTransitions: { table: resultTransitions, words: resultWords },
  batchTransitions: { table: batchTransitions, words: batchWords },
  followUpTransitions: { table: followUpTransitions, words: followUpWords },
  rectificationTransitions: { table: rectificationTransitions, words: rectificationWords },
  creditRecordTransitions: { table: creditRecordTransitions, words: creditRecordWords },
  repairTransitions: { table: repairTransitions, words: repairWords },
  listFileTransitions: { table: listFileTransitions, words: listFileWords },
  listEntryTransitions: { table: listEntryTransitions, words: listEntryWords },
  transferTransitions: { table: transferTransitions, words: transferWords },
  objectionTransitions: { table: objectionTransitions, words: objectionWords },
  recognitionTransitions: { table: recognitionTransitions, words: recognitionWords },
  shareRequestTransitions: { table: shareRequestTransitions, words: shareRequestWords },
  dataCheckTransitions: { table: dataCheckTransitions, words: dataCheckWords },
  leadTransitions: { table: leadTransitions, words: leadWords },
  checkOrderTransitions: { table: checkOrderTransitions, words: checkOrderWords },
  leadImportTransitions: { table: leadImportTransitions, words: leadImportWords },
};

/** The cells of the table under a third-level heading. */
function tableUnder(heading: string): readonly (readonly string[])[] {
  const [, section] = readFileSync('docs/workflow.md', 'utf8').split(`### ${heading}\n`);
  const lines = (section?.split(/^##/m)[0] ?? '').split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const steps = tableUnder('Steps of the diagrams').map(([record = '', step = '', arrows = '', by = '', way = '']) => ({
  record,
  step,
  arrows: arrows.split('；'),
  by,
  way,
}));
const acts = tableUnder('Other acts').map(([record = '', act = '', by = '', way = '']) => ({ record, act, by, way }));
const operationsIn = (cell: string) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name);

describe('the table of ways back in docs/workflow.md', () => {
  test('knows every workflow of the code', () => {
    const texts = globSync('shared/domain/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const inCode = texts.flatMap((text) =>
      [...text.matchAll(/export const (\w+): Transitions</g)].map(([, name]) => name),
    );
    expect(inCode.toSorted()).toEqual(Object.keys(workflows).toSorted());
  });

  test('has every step of every record, from where and to where it leads, and no other', () => {
    const inCode = Object.values(workflows).flatMap(({ table, words }) =>
      Object.entries(table).flatMap(([from, events]) =>
        Object.entries(events).map(
          ([event, to = '']) =>
            `${recordNames[words.entity]} ${words.events[event]} ${words.states[from]} → ${words.states[to]}`,
        ),
      ),
    );
    const written = steps.flatMap(({ record, step, arrows }) => arrows.map((arrow) => `${record} ${step} ${arrow}`));
    expect(written.toSorted()).toEqual(inCode.toSorted());
  });

  test.each(steps)('$record $step: names a step that can be taken afterwards, or says why there is none', (row) => {
    const { table, words } =
      Object.values(workflows).find(({ words: { entity } }) => recordNames[entity] === row.record) ?? {};
    if (!table || !words) throw new Error(`no workflow of ${row.record}`);
    const reached = row.arrows.map((arrow) => arrow.split(' → ')[1]);
    const states = Object.keys(words.states).filter((state) => reached.includes(words.states[state]));
    const named = [...row.way.matchAll(/\*\*(.+?)\*\*/g)].map(([, step]) => step);
    const open = states.flatMap((state) => Object.keys(table[state] ?? {}).map((event) => words.events[event]));
    expect(named.filter((step) => !open.includes(step))).toEqual([]);
    const explained = /^none: .{20,}/.test(row.way) || /^[^*]{20,}/.test(row.way);
    expect(named.length > 0 || explained).toBe(true);
  });

  test('has every operation that writes, and no other; every act says its way back or why there is none', () => {
    const inCode = operations.filter(({ route }) => route.method !== 'GET').map(({ operation }) => operation);
    const written = [...steps, ...acts].flatMap(({ by }) => operationsIn(by));
    expect([...new Set(written)].toSorted()).toEqual(inCode.toSorted());
    expect(acts.filter(({ way }) => way === '' || /^none[^:]*$/.test(way))).toEqual([]);
  });
});
