/**
 * 企业信用风险分类. The four names follow 国市监信发〔2022〕6号; the bands in points are Henan's (confirm against the
 * provincial scoring document before they decide a ratio). `from` is included, `below` is not, and D ends at 1000 points inclusive.
 */
export const creditClasses = {
  A: { name: '信用风险低', from: 0, below: 200 },
  B: { name: '信用风险一般', from: 200, below: 500 },
  C: { name: '信用风险较高', from: 500, below: 750 },
  D: { name: '信用风险高', from: 750, below: 1001 },
} as const;

export type CreditClassCode = keyof typeof creditClasses;
export const creditClassCodes = ['A', 'B', 'C', 'D'] as const satisfies readonly CreditClassCode[];

/**
 * The class of a risk score in points (0–1000); an object listed as dishonest is D whatever its score. Undefined for an
 * impossible score.
 */
export function creditClassOf(points: number, listedAsDishonest: boolean): CreditClassCode | undefined {
  const band = creditClassCodes.find(
    (code) => creditClasses[code].from <= points && points < creditClasses[code].below,
  );
  return band && listedAsDishonest ? 'D' : band;
}
