import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  campaignEvents,
  campaignStatuses,
  campaignTransitions,
  campaignWords,
} from '../../shared/domain/campaign/states.ts';
import {
  repairEvents,
  repairStatuses,
  repairTransitions,
  repairWords,
} from '../../shared/domain/credit/repair-states.ts';
import {
  objectionEvents,
  objectionStatuses,
  objectionTransitions,
  objectionWords,
} from '../../shared/domain/objection/states.ts';
import {
  dataCheckEvents,
  dataCheckStatuses,
  dataCheckTransitions,
  dataCheckWords,
} from '../../shared/domain/sharing/data-check-states.ts';
import {
  shareRequestEvents,
  shareRequestStatuses,
  shareRequestTransitions,
  shareRequestWords,
} from '../../shared/domain/sharing/states.ts';
import { diagramUnder, stateDiagram } from '../support/state-diagram.ts';

/** Those whose rules have no unit test of their own beside the diagram. */
const diagrams = {
  Campaign: stateDiagram(campaignTransitions, campaignWords, campaignStatuses, campaignEvents),
  Objection: stateDiagram(objectionTransitions, objectionWords, objectionStatuses, objectionEvents),
  Repair: stateDiagram(repairTransitions, repairWords, repairStatuses, repairEvents),
  'Share request': stateDiagram(shareRequestTransitions, shareRequestWords, shareRequestStatuses, shareRequestEvents),
  'Data check': stateDiagram(dataCheckTransitions, dataCheckWords, dataCheckStatuses, dataCheckEvents),
};

test.each(Object.entries(diagrams))('%s: docs/workflow.md draws the table', (heading, diagram) => {
  expect(diagramUnder(readFileSync('docs/workflow.md', 'utf8'), heading)).toBe(diagram);
});
