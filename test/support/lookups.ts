import type { Lookup, SanctionDecision } from '../../shared/domain/lookup/lookup.ts';

/** 市场监管 looked shop S0001 up for a parcel, and found nothing. */
export const aLookup = (more: Partial<Lookup> = {}): Lookup => ({
  ...{ id: 'lookup-1', number: '信核〔2026〕1号', purpose: 'land', project: { number: '2026-07号地块' } },
  ...{ subject: { code: 'S0001', name: '第1商店' }, askedBy: 'u', askedByName: '购核查', department: 'SCJG' },
  ...{ at: '2026-05-27T02:00:00.000Z', asOf: '2026-05-27', hits: [], digest: 'a'.repeat(64), keptUntil: '2029-05-27' },
  ...more,
});

/** The same shop, for a visit that its department has in hand. */
export function aSupervisionLookup(more: Partial<Lookup> = {}): Lookup {
  const { project: _, ...asked } = aLookup(more);
  return { ...asked, purpose: 'supervision', matter: { kind: 'visit', id: 'visit-1' } };
}

export const aSanction = (more: Partial<SanctionDecision> = {}): SanctionDecision => ({
  ...{ id: 'sanction-1', lookupId: 'lookup-1', lookupNumber: '信核〔2026〕1号', subject: { code: 'S0001' } },
  ...{ department: 'SCJG', applied: [{ entry: 'LE-1', measure: 'L01' }], status: 'recorded', reason: '依公示条例' },
  ...{ decidedBy: 'u', on: '2026-05-27' },
  ...more,
});
