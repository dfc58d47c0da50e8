import type { Transitions } from '../../base/transitions.ts';

export const listFileStatuses = [
  'uploading',
  'checking',
  'checked',
  'applying',
  'effective',
  'applied',
  'refused',
  'discarded',
  'lapsed',
] as const;
export type ListFileStatus = (typeof listFileStatuses)[number];
export const listFileEvents = [
  'start',
  'finish',
  'refuse',
  'apply',
  'take-effect',
  'settle',
  'discard',
  'lapse',
] as const;
export type ListFileEvent = (typeof listFileEvents)[number];

/** A file is checked by a job, applied by another person and written by a job; its entries are in force from one moment on. */
export const listFileTransitions: Transitions<ListFileStatus, ListFileEvent> = {
  uploading: { start: 'checking', discard: 'discarded', lapse: 'lapsed' },
  checking: { finish: 'checked', refuse: 'refused' },
  checked: { start: 'checking', apply: 'applying', discard: 'discarded', lapse: 'lapsed' },
  applying: { 'take-effect': 'effective' },
  effective: { settle: 'applied' },
  applied: {},
  refused: {},
  discarded: {},
  lapsed: {},
};

/** Whether what a file says is so. */
export const isInEffect = (status: ListFileStatus): boolean => status === 'effective' || status === 'applied';

export const listFileWords = {
  entity: 'list-file',
  states: {
    uploading: '待上传',
    checking: '校验中',
    checked: '待另一人确认',
    applying: '写入中',
    effective: '已生效，整理中',
    applied: '已生效',
    refused: '已退回',
    discarded: '已放弃',
    lapsed: '已失效',
  },
  events: {
    start: '校验',
    finish: '校验完成',
    refuse: '退回',
    apply: '确认',
    'take-effect': '生效',
    settle: '整理完成',
    discard: '放弃',
    lapse: '逾期失效',
  },
} as const;
