import type { TrustPeriod } from '../../shared/domain/trust/trust-period.ts';

/** 市场监管 has proposed it for shop S0001. */
export const aTrustPeriod = (more: Partial<TrustPeriod> = {}): TrustPeriod => ({
  ...{ id: 'tp-1', objectId: 'S0001', objectName: '第1商店', objectKind: '企业', department: 'SCJG', field: 'form' },
  ...{ from: '2026-03-15', to: '2028-03-15', document: '睢政办〔2026〕3号', status: 'proposed' },
  ...{ proposedBy: 'u', proposedOn: '2026-03-02', guidance: [] },
  ...more,
});
