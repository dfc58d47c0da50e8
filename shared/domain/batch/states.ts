import type { Transitions } from '../../base/transitions.ts';

export const batchStatuses = [
  'freezing',
  'frozen',
  'committed',
  'revealed',
  'drawn',
  'match-failed',
  'dispatched',
  'voided',
] as const;
export type BatchStatus = (typeof batchStatuses)[number];
export const batchEvents = ['freeze', 'commit', 'move', 'reveal', 'draw', 'fail', 'dispatch', 'void', 'lose'] as const;
export type BatchEvent = (typeof batchEvents)[number];

/**
 * R4: no edit and no redraw after the commitment; a batch can only move on or be voided, and a voided one stays public.
 * Once the randomness is known a batch must be drawn before it is voided: its outcome stays public beside its frames
 * for everybody to recompute, so nobody can make an unseen outcome disappear. A key that nobody can open any more is the
 * one exception: rows and randomness are public all the same, and the record says so.
 */
export const batchTransitions: Transitions<BatchStatus, BatchEvent> = {
  freezing: { freeze: 'frozen', void: 'voided' },
  frozen: { commit: 'committed', void: 'voided' },
  committed: { move: 'committed', reveal: 'revealed', void: 'voided' },
  revealed: { draw: 'drawn', fail: 'match-failed', lose: 'voided' },
  drawn: { dispatch: 'dispatched', void: 'voided' },
  'match-failed': { void: 'voided' },
  dispatched: { void: 'voided' },
  voided: {},
};

export const batchWords = {
  entity: 'batch',
  states: {
    freezing: '冻结中',
    frozen: '已冻结',
    committed: '已公布摘要',
    revealed: '随机数已公开',
    drawn: '已抽取',
    'match-failed': '匹配失败',
    dispatched: '已派发',
    voided: '已作废',
  },
  events: {
    freeze: '冻结',
    commit: '公布摘要',
    move: '改用仪式',
    reveal: '公开随机数',
    draw: '抽取',
    fail: '登记匹配失败',
    dispatch: '派发',
    void: '作废',
    lose: '密钥丢失，作废',
  },
} as const;
