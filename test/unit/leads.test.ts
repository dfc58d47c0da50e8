import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { transition } from '../../shared/base/transitions.ts';
import { isExposed } from '../../shared/domain/lead/exposure.ts';
import {
  leadImportEvents,
  leadImportStatuses,
  leadImportTransitions,
  leadImportWords,
} from '../../shared/domain/lead/lead-import.ts';
import { likeness } from '../../shared/domain/lead/likeness.ts';
import {
  type LeadEvent,
  type LeadStatus,
  leadEvents,
  leadStatuses,
  leadTransitions,
  leadWords,
} from '../../shared/domain/lead/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

const allowed: readonly (readonly [from: LeadStatus, event: LeadEvent, to: LeadStatus])[] = [
  ['registered', 'accept', 'accepted'],
  ['registered', 'pass-on', 'passed-on'],
  ['registered', 'reject', 'rejected'],
  ['accepted', 'order-check', 'checking'],
  ['accepted', 'conclude-without-check', 'concluded'],
  ['accepted', 'merge', 'merged'],
  ['accepted', 'pass-on', 'passed-on'],
  ['checking', 'conclude', 'concluded'],
  // Not in transitions.json: a check may find that an unlicensed operation is another department's by the regulation.
  ['checking', 'pass-on', 'passed-on'],
  ['concluded', 'close', 'closed'],
  ['closed', 'reopen', 'accepted'],
];
const everyStep = leadStatuses.flatMap((from) => leadEvents.map((event) => [from, event] as const));

describe('the workflow of leads', () => {
  test.each(everyStep)('a lead that is %s, asked to %s', (from, event) => {
    const [, , to] = allowed.find(([state, act]) => state === from && act === event) ?? [];
    const done = transition(leadTransitions, leadWords, from, event);
    expect(done.ok ? done.value : done.error.kind).toBe(to ?? 'illegal-transition');
  });

  test('the diagram in docs/workflow.md is the table', () => {
    const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Lead');
    expect(drawn).toBe(stateDiagram(leadTransitions, leadWords, leadStatuses, leadEvents));
  });
});

test('the diagram of imports of leads in docs/workflow.md is the table', () => {
  const drawn = diagramUnder(readFileSync('docs/workflow.md', 'utf8'), 'Lead import');
  expect(drawn).toBe(stateDiagram(leadImportTransitions, leadImportWords, leadImportStatuses, leadImportEvents));
});

describe('a text tells who an informant is', () => {
  const informant = { name: '李春梅', phone: '13903701234' };
  test.each([
    ['the name', '据李春梅反映，油桶没有标签'],
    ['the name with blanks', '据 李 春 梅 反映'],
    ['the name with a full-width blank', '李　春梅'],
    ['the name with invisible characters', '李\u200b春\u200b梅'],
    ['the name over two lines', '举报人李春\n梅'],
    ['the telephone', '联系电话13903701234。'],
    ['the telephone in full width', '１３９０３７０１２３４'],
    ['the telephone with hyphens', '139-0370-1234'],
    ['the telephone with long dashes', '139—0370—1234'],
    ['the telephone with blanks and the country’s code', '+86 139 0370 1234'],
    ['the telephone in Chinese digits', '一三九零三七〇幺二三四'],
    ['the telephone with points', '139.0370.1234'],
  ])('by %s', (_, text) => {
    expect(isExposed(text, informant)).toBe(true);
  });

  test.each([
    ['a part of the name', '李春风小吃店'],
    ['another number', '13903701235'],
    ['the number in another order', '03701234139'],
    ['nothing', '后厨使用过期食用油'],
  ])('not by %s', (_, text) => {
    expect(isExposed(text, informant)).toBe(false);
  });

  test('by a landline with and without its area code, whatever code the record has', () => {
    expect(isExposed('请打8112345', { phone: '0370-8112345' })).toBe(true);
    expect(isExposed('(0370) 811 2345', { phone: '0370-8112345' })).toBe(true);
    expect(isExposed('13903701234', { phone: '+86 13903701234' })).toBe(true);
  });

  test('by a name in Latin letters in any case, and never by a name of one character, which every text has', () => {
    expect(isExposed('reported by JOHN SMITH', { name: 'John Smith' })).toBe(true);
    expect(isExposed('王记饭店', { name: '王' })).toBe(false);
  });

  test('however its characters are parted', () => {
    const parts = fc.constantFrom('', ' ', '-', '·', '　', '.', '\n', '—', '\u200b');
    const spelled = fc.array(parts, { minLength: 11, maxLength: 11 });
    fc.assert(
      fc.property(spelled, fc.string(), fc.string(), (between, before, after) => {
        const parted = (text: string) => [...text].map((character, at) => `${character}${between[at] ?? ''}`).join('');
        for (const told of [informant.name, informant.phone])
          expect(isExposed(`${before}。${parted(told)}。${after}`, informant)).toBe(true);
      }),
    );
  });
});

describe('how alike two matters are', () => {
  test('goes from 0 to 100, and does not depend on width, case, blanks or order', () => {
    expect(likeness('后厨使用过期食用油', '后厨使用 过期食用油。')).toBe(100);
    expect(likeness('后厨使用过期食用油', '店门口占道经营')).toBe(0);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(likeness(one, other)).toBe(likeness(other, one));
        expect(likeness(one, one)).toBe(100);
      }),
    );
  });
});
