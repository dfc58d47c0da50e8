import * as z from 'zod';
import { LocalDate, ShortText } from '../../base/primitives.ts';
import { FollowUpReport, FollowUpReturn } from '../../domain/follow-up/follow-up.ts';
import { LetterService, PaperReceipt } from '../../domain/follow-up/letter.ts';
import { bare, recordParams } from '../acts.ts';
import { ownOfficers, ownOfficersAndOverseers } from '../policies.ts';
import { act } from './follow-up-views.ts';

const PrintedLetter = z.object({
  title: z.string(),
  number: z.string(),
  to: z.string(),
  paragraphs: z.array(z.string()).readonly(),
  from: z.string(),
  date: z.string(),
  copies: z.array(z.string()).readonly(),
  receipt: z.object({ title: z.string(), paragraphs: z.array(z.string()).readonly() }),
  html: z.string(),
});

/** 函 to a department without login: its sender writes and serves it, and enters what comes back on paper. */
export const letterRoutes = {
  writeLetter: act(
    'write-letter',
    { zh: '制发函件', en: 'Write the letter to a department without login' },
    ownOfficers,
    bare,
  ),
  getLetter: {
    method: 'GET',
    path: '/follow-ups/{id}/letter',
    summary: { zh: '打印函件', en: 'The letter and its receipt, to be printed' },
    access: ownOfficersAndOverseers,
    params: recordParams,
    success: { status: 200, body: PrintedLetter },
    failures: ['not-found', 'not-ready'],
  },
  serveLetter: act(
    'serve-letter',
    { zh: '登记函件送达', en: 'Record that the letter was served' },
    ownOfficers,
    LetterService,
  ),
  receiveOnPaper: act(
    'receipt-on-paper',
    { zh: '登记纸质回执', en: 'Record the receipt that came back on paper' },
    ownOfficers,
    PaperReceipt,
  ),
  returnOnPaper: act(
    'return-on-paper',
    { zh: '登记纸质退回', en: 'Record that a letter was given back, with a reason of the list' },
    ownOfficers,
    z.strictObject({ returned: FollowUpReturn, document: ShortText }),
  ),
  answerOnPaper: act(
    'answer-on-paper',
    { zh: '登记纸质答复', en: 'Record the answer that came on paper' },
    ownOfficers,
    z.strictObject({ report: FollowUpReport, on: LocalDate, paper: ShortText }),
  ),
} as const;
