import * as z from 'zod';
import { DepartmentCode, LineText, PlainId } from '../../base/primitives.ts';
import { PublicLine } from '../../base/public-line.ts';
import { reserveReasons, teamChangeReasons, voidCategories } from '../../codes/draws.ts';
import {
  convenerAlone,
  jointAdminOrOffice,
  jointOfficers,
  jointOfficersOrOffice,
  officeAlone,
  ownAdminOrOffice,
} from '../policies.ts';
import { defineStep } from '../route.ts';
import { act, ask, decideFailures, onRequest } from './draw-views.ts';

/**
 * 抽取后的变更: void, reserves, changes of teams. Each is asked for by one person and approved or refused, as that very
 * request by its id, by another (R5); whoever asked may withdraw it.
 */
export const amendments = defineStep({
  summary: { zh: '作废、候补与换员', en: 'Voids, reserves and changes of teams' },
  uses: { registry: 'read', workflow: 'write', results: 'write', public: 'write', audit: 'append', ops: 'write' },
  blobs: { draws: 'read', books: 'read', shards: 'read' },
  opensKeys: true,
  routes: {
    requestVoid: {
      ...ask('void-requests', { zh: '申请作废', en: 'Ask for a batch to be voided' }, ownAdminOrOffice, ['not-ready']),
      body: z.strictObject({ category: z.enum(voidCategories), reason: PublicLine, document: PublicLine.optional() }),
    },
    approveVoid: onRequest(
      'void-requests/{requestId}/approve',
      { zh: '批准作废', en: 'Void a batch on another person’s request' },
      officeAlone,
      ['not-ready', 'same-person'],
    ),
    consentToRepeat: {
      ...act(
        'repeat-consent',
        { zh: '同意再次重抽', en: 'Let entries be drawn again that have been repeated this year' },
        convenerAlone,
        ['not-ready', 'same-person'],
      ),
      body: z.strictObject({ reason: PublicLine }),
    },
    withdrawRepeatConsent: act(
      'repeat-consent/withdraw',
      { zh: '撤回再次重抽的同意', en: 'Take the consent back while nothing rests on it' },
      convenerAlone,
      ['not-ready'],
    ),
    requestReserve: {
      ...ask(
        'reserves',
        { zh: '申请候补', en: 'Say that a drawn object cannot be inspected' },
        // Whoever takes part in a visit may say that it cannot be made as drawn.
        jointOfficersOrOffice,
        ['not-ready', 'unknown-reference'],
      ),
      body: z.strictObject({
        visitId: PlainId,
        reason: z.enum(reserveReasons),
        evidence: PlainId,
        note: LineText.optional(),
      }),
    },
    approveReserve: onRequest(
      'reserves/{requestId}/approve',
      { zh: '批准候补', en: 'Call the next ticket in its place' },
      ownAdminOrOffice,
      decideFailures,
    ),
    requestTeamChange: {
      ...ask('team-changes', { zh: '申请换员', en: 'Ask for a member of a team to be replaced' }, jointOfficers, [
        'not-ready',
        'unknown-reference',
      ]),
      body: z.strictObject({
        visitId: PlainId,
        department: DepartmentCode,
        inspectorId: PlainId,
        reason: z.enum(teamChangeReasons),
        note: LineText.optional(),
      }),
    },
    approveTeamChange: onRequest(
      'team-changes/{requestId}/approve',
      { zh: '批准换员', en: 'Send the next candidate' },
      jointAdminOrOffice,
      decideFailures,
    ),
    refuseRequest: {
      ...onRequest(
        'requests/{requestId}/refuse',
        { zh: '不同意申请', en: 'Refuse a request for a void, a reserve or a change' },
        jointAdminOrOffice,
        ['not-ready', 'same-person'],
      ),
      body: z.strictObject({ reason: LineText }),
    },
    withdrawRequest: onRequest(
      'requests/{requestId}/withdraw',
      { zh: '撤回申请', en: 'Withdraw the own request' },
      jointOfficersOrOffice,
      ['not-ready'],
    ),
  },
});
