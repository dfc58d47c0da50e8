import { describe, expect, test } from 'vitest';
import { ResultDraft } from '../../shared/domain/result/findings.ts';
import { checkSize } from '../../shared/domain/result/row-limit.ts';
import { aDraft, aFinding, aResult } from '../support/inspection-samples.ts';

/** What the store keeps of one row. */
const rowLimit = 400 * 1024;

describe('the size of a result', () => {
  test('leaves room for every item that twenty plan entries of thirty items ask of one department', () => {
    const findings = Array.from({ length: 20 * 30 }, (_, n) => aFinding(`SCJG-${n}`));
    expect(ResultDraft.safeParse(aDraft({ findings })).success).toBe(true);
    expect(checkSize(aResult(aDraft({ findings }))).ok).toBe(true);
  });

  test('is refused by name before the store would refuse it, counted in bytes', () => {
    const described = (findings: number) =>
      aResult(
        aDraft({
          findings: Array.from({ length: findings }, (_, n) => aFinding(`SCJG-${n}`, { finding: '检'.repeat(4000) })),
        }),
      );
    expect(checkSize(described(20)).ok).toBe(true);
    expect(checkSize(described(31))).toMatchObject({ error: { kind: 'result-too-large', limitBytes: 368_640 } });
    const largest = Array.from({ length: 40 }, (_, n) => described(n)).findLast((result) => checkSize(result).ok);
    expect(Buffer.byteLength(JSON.stringify(largest))).toBeLessThan(rowLimit - 20_000);
  });
});
