import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonWindow } from '../../shared/domain/visit/window-change.ts';

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-06-${String(n).padStart(2, '0')}`);
const window = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

describe('the window of a visit that serves several tasks', () => {
  test('is what they have in common', () => {
    const windows = [
      { from: '2026-06-01', to: '2026-06-20' },
      { from: '2026-06-10', to: '2026-06-30' },
    ];
    expect(commonWindow(windows)).toEqual({ from: '2026-06-10', to: '2026-06-20' });
    expect(commonWindow(windows, '2026-06-05')).toEqual({ from: '2026-06-05', to: '2026-06-20' });
    expect(commonWindow(windows, '2026-06-15')).toEqual({ from: '2026-06-10', to: '2026-06-20' });
  });

  test('lies within each of them if they have a day in common, and else spans them all', () => {
    fc.assert(
      fc.property(fc.array(window, { minLength: 1, maxLength: 5 }), (windows) => {
        const { from, to } = commonWindow(windows);
        const days = Array.from({ length: 28 }, (_, n) => `2026-06-${String(n + 1).padStart(2, '0')}`);
        const common = days.filter((each) => windows.every((one) => one.from <= each && each <= one.to));
        const first = days.find((each) => windows.some((one) => one.from <= each));
        const last = days.findLast((each) => windows.some((one) => each <= one.to));
        expect({ from, to }).toEqual({ from: common[0] ?? first, to: common.at(-1) ?? last });
      }),
    );
  });
});
