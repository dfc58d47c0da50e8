import * as z from 'zod';
import { Lead } from '../../domain/lead/lead.ts';
import { LeadImport } from '../../domain/lead/lead-import.ts';
import { owedAnswers } from '../../domain/lead/running-clocks.ts';
import { UnlicensedCase } from '../../domain/lead/unlicensed.ts';
import type { Stored } from '../../use-cases/ports/records.ts';
import { fieldsOf, VersionFields, versioned } from '../schemas.ts';

export const shownFields = [
  'id',
  'number',
  'source',
  'subSource',
  'kind',
  'receivedOn',
  'department',
  'objectId',
  'objectName',
  'subjectText',
  'externalNumber',
  'status',
  'registeredBy',
  'registeredOn',
  'due',
  'outcome',
] as const;
/** A lead as lists show it: a page of whole leads could be larger than an answer may be. */
export const LeadHead = z.object({
  ...fieldsOf(Lead, shownFields),
  /** Answers that somebody is still owed. */
  owed: z.int(),
  /** 无证无照 of which kind. */
  unlicensedKind: UnlicensedCase.shape.kind.optional(),
  ...VersionFields,
});
export const leadHead = (lead: Stored<Lead>) => {
  const { unlicensed } = lead.value;
  const owed = owedAnswers(lead.value).length;
  return { ...versioned(lead), owed, ...(unlicensed && { unlicensedKind: unlicensed.kind }) };
};

export const LeadView = z.object({
  ...LeadHead.shape,
  ...fieldsOf(Lead, [
    'place',
    'matter',
    'items',
    'answers',
    'handlers',
    'acceptedOn',
    'extension',
    'outcomeNote',
    'concludedOn',
    'ground',
    'closedOn',
    'passedTo',
    'reply',
    'origin',
    'mergedInto',
    'mergedFrom',
    'unlicensed',
    'checkOrders',
    'resultIds',
    'reopenings',
  ]),
  /** Whether somebody sent it whose record is sealed, and whether under the own name. */
  sender: z.enum(['real-name', 'anonymous']).optional(),
});
export const leadView = (lead: Stored<Lead>) => {
  const { informant } = lead.value;
  return { ...leadHead(lead), ...(informant && ({ sender: informant.realName ? 'real-name' : 'anonymous' } as const)) };
};

export const LeadImportView = z.object({
  ...fieldsOf(LeadImport, [
    'id',
    'platform',
    'fileName',
    'bytes',
    'status',
    'counts',
    'failure',
    'createdBy',
    'createdAt',
  ]),
  hasReport: z.boolean(),
  ...VersionFields,
});
export const leadImportView = (found: Stored<LeadImport>) => ({
  ...versioned(found),
  hasReport: found.value.report !== undefined,
});
