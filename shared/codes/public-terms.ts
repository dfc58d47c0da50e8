const termBasis = {
  document: '国办发〔2025〕22号',
  confirm: '起算当日不计入，参照民法典计算，由县社会信用主管部门核定',
} as const;

/**
 * 公示期: how many months a record of each grade stays public at least and at most, from the day of the deciding document.
 * Without a least term it may be repaired as soon as the duty is performed.
 */
export const publicTerms = {
  light: { name: '轻微', most: 3, ...termBasis },
  general: { name: '一般', least: 3, most: 12, ...termBasis },
  serious: { name: '严重', least: 12, most: 36, ...termBasis },
} as const satisfies Readonly<Record<string, PublicTerm>>;

export interface PublicTerm {
  readonly name: string;
  readonly least?: number;
  readonly most: number;
  readonly document: string;
  readonly confirm: string;
}
