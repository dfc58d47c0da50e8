import * as z from 'zod';
import { DepartmentCode, Instant, LineText, PlainId, Tag } from '../../base/primitives.ts';
import type { Transitions } from '../../base/transitions.ts';
import { tagLimit } from '../../codes/registry.ts';
import { RegistryKind } from './kinds.ts';
import { ObjectId } from './object-id.ts';
import { takenKinds } from './taken-kinds.ts';

export const registryChangeStatuses = ['pending', 'done', 'refused', 'withdrawn', 'lapsed'] as const;
export type RegistryChangeStatus = (typeof registryChangeStatuses)[number];
export const registryChangeEvents = ['consent', 'carry-out', 'refuse', 'withdraw', 'lapse'] as const;
export type RegistryChangeEvent = (typeof registryChangeEvents)[number];

/** It waits until everybody who was asked has consented; the last consent carries it out in the same commit. */
export const registryChangeTransitions: Transitions<RegistryChangeStatus, RegistryChangeEvent> = {
  pending: { consent: 'pending', 'carry-out': 'done', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  done: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
};

export const registryChangeWords = {
  entity: 'registry-change',
  states: { pending: '待同意', done: '已变更', refused: '不同意', withdrawn: '已撤回', lapsed: '已失效' },
  events: { consent: '同意', 'carry-out': '变更', refuse: '不同意', withdraw: '撤回', lapse: '逾期失效' },
} as const;

/** What is asked for: the row as it is to be, out of use, without the own supervision, or with fewer labels. */
export const WantedChange = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('update'), value: z.record(z.string(), z.unknown()) }),
  z.strictObject({ act: z.literal('deactivate') }),
  z.strictObject({ act: z.literal('leave') }),
  z.strictObject({
    act: z.literal('tag'),
    add: z.array(Tag).max(tagLimit).default([]),
    remove: z.array(Tag).max(tagLimit),
  }),
]);
export type WantedChange = z.infer<typeof WantedChange>;

/** How many days an open request waits; with so many left those who were asked are reminded. */
export const changeExpiry = { days: 15, remindDays: 3 } as const;

/** 名录变更申请: a change that frames may lose something by, which waits for those who lose it, or for a second person. */
export const RegistryChange = z.strictObject({
  id: PlainId,
  kind: RegistryKind,
  /** The row, and the version that whoever asks has seen. */
  rowId: ObjectId,
  /** What people call the row, when it was asked for; earlier requests have none. */
  rowName: LineText.optional(),
  /** The same for messages, which tell no name of an object that may be a person's; earlier requests have none. */
  toldName: LineText.optional(),
  version: z.int(),
  /** Of whoever asks. */
  department: DepartmentCode,
  change: WantedChange,
  reason: LineText,
  /** What departments' frames may lose, as it was when it was asked for. */
  taken: z.array(z.strictObject({ department: DepartmentCode, by: z.array(z.enum(takenKinds)) })).readonly(),
  /** The items in force that an item was to replace when it was asked for. */
  replaces: z.array(PlainId).readonly().optional(),
  /** Every other department that loses something; the own one where no other does. */
  asked: z.array(DepartmentCode).min(1).readonly(),
  consents: z.array(z.strictObject({ department: DepartmentCode, by: z.string(), at: Instant })).readonly(),
  status: z.enum(registryChangeStatuses),
  requestedBy: z.string(),
  requestedAt: Instant,
  /** After this it lapses. */
  until: Instant,
  closed: z.strictObject({ by: z.string(), at: Instant, reason: LineText.optional() }).optional(),
});
export type RegistryChange = z.infer<typeof RegistryChange>;
