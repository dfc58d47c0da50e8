import * as z from 'zod';
import type { FailureKind } from '../../base/failures.ts';
import { Instant, LineText, LocalDate, LongText, PlainId, ShortText } from '../../base/primitives.ts';
import { CriminalTransfer, OwnDecision, TransferPapers } from '../../domain/follow-up/criminal-transfer.ts';
import { TransferReading, transferReadingReasons } from '../../domain/follow-up/transfer-reading.ts';
import { actsOn, bare, recordParams } from '../acts.ts';
import { ownAdmin, ownOfficers, ownOfficersOrGovernment } from '../policies.ts';
import { commitFailures } from '../route.ts';
import { fieldsOf, PageQuery, pageOf, VersionFields } from '../schemas.ts';
import { Reason } from './follow-up-views.ts';

const changeFailures = [
  ...commitFailures,
  'not-found',
  'foreign-department',
  'illegal-transition',
  'invalid-input',
  'not-ready',
  'same-person',
  'closing-incomplete',
  'unknown-reference',
  'informant-exposed',
] as const satisfies readonly FailureKind[];

/** What it is about is not in a list: whoever reads that says why. */
const TransferHead = z.object({
  ...fieldsOf(CriminalTransfer, [
    'id',
    'number',
    'department',
    'police',
    'status',
    'reportAt',
    'due',
    'dueAt',
    'endedOn',
  ]),
  ...VersionFields,
});
const TransferView = z.object({
  ...TransferHead.shape,
  ...fieldsOf(CriminalTransfer, [
    'followUpId',
    'object',
    'investigators',
    'facts',
    'proposedBy',
    'decision',
    'handedOver',
    'received',
    'returned',
    'filed',
    'declined',
    'goodsOn',
    'review',
    'ownDecision',
    'steps',
  ]),
});
const TransferRead = z.object({
  ...TransferView.shape,
  readings: z.array(z.object(fieldsOf(TransferReading, ['at', 'by', 'department', 'reason', 'note']))).readonly(),
});
const act = actsOn('/criminal-transfers', TransferView, changeFailures);
const CaseNumber = z.strictObject({ number: ShortText });

/**
 * 涉嫌犯罪移送 (R39): of the department that proposes it and, once handed over, of the police; the county government reads
 * it. The joint meeting's office, the auditor and every other department do not learn that there is one.
 */
export const transferRoutes = {
  proposeTransfer: {
    method: 'POST',
    path: '/criminal-transfers',
    summary: { zh: '提出涉嫌犯罪移送', en: 'Report a suspected crime, in what the department has in hand' },
    access: ownOfficers,
    body: z.strictObject({
      followUpId: PlainId,
      investigators: z.array(PlainId).max(10).readonly(),
      facts: LongText,
      reportAt: Instant,
    }),
    success: { status: 201, body: TransferView },
    failures: changeFailures,
    creates: true,
  },
  listTransfers: {
    method: 'GET',
    path: '/criminal-transfers',
    summary: { zh: '涉嫌犯罪移送', en: 'Transfers that wait for the department, or all of its own' },
    access: ownOfficersOrGovernment,
    query: z.object({ ...PageQuery.shape, box: z.enum(['waiting', 'all']).default('waiting') }),
    success: { status: 200, body: pageOf(TransferHead) },
    failures: [],
    paged: true,
  },
  readTransfer: {
    method: 'POST',
    path: '/criminal-transfers/{id}/read',
    summary: { zh: '查阅涉嫌犯罪移送', en: 'Read a transfer, with the reason, which is written down' },
    access: ownOfficersOrGovernment,
    params: recordParams,
    body: z.strictObject({ reason: z.enum(transferReadingReasons), note: LineText.optional() }),
    success: { status: 200, body: TransferRead },
    failures: [...commitFailures, 'not-found'],
  },
  approveTransfer: act('approve', { zh: '批准移送', en: 'Decide to transfer' }, ownAdmin, bare),
  refuseTransfer: act('refuse', { zh: '决定不移送', en: 'Decide not to transfer, with the reason' }, ownAdmin, Reason),
  handOver: act(
    'hand-over',
    { zh: '移交公安机关', en: 'Hand over, with all five papers' },
    ownOfficers,
    TransferPapers,
  ),
  receiveTransfer: act(
    'receive',
    { zh: '公安签收', en: 'The police sign' },
    ownOfficers,
    z.strictObject({ receipt: ShortText }),
  ),
  fileTransfer: act('file', { zh: '公安立案', en: 'The police file it' }, ownOfficers, CaseNumber),
  declineTransfer: act('decline', { zh: '公安不予立案', en: 'The police do not file it' }, ownOfficers, Reason),
  returnTransfer: act('return', { zh: '公安退回补正', en: 'The police ask for what is missing' }, ownOfficers, Reason),
  deliverGoods: act(
    'deliver-goods',
    { zh: '移交涉案物品', en: 'Deliver the goods of the case' },
    ownOfficers,
    z.strictObject({ on: LocalDate }),
  ),
  askReview: act('ask-review', { zh: '提请复议或者建议监督', en: 'Ask for a review' }, ownAdmin, Reason),
  upholdTransfer: act(
    'uphold',
    { zh: '维持不予立案', en: 'The review leaves it unfiled' },
    ownOfficers,
    z.strictObject({ letter: LineText }),
  ),
  reverseTransfer: act('reverse', { zh: '复议后立案', en: 'The review has it filed' }, ownOfficers, CaseNumber),
  closeTransfer: act(
    'close',
    { zh: '办结移送', en: 'Close a transfer, with an own decision where it was not filed' },
    ownOfficers,
    z.strictObject({ ownDecision: OwnDecision.optional() }),
  ),
} as const;
