import type { InspectionResult } from '../result/inspection-result.ts';

/** R7: once day 0 has come, a result must be published or withheld, whatever happens to its visit or batch. */
export const isOwed = ({ day0 }: Pick<InspectionResult, 'day0'>): boolean => day0 !== undefined;
