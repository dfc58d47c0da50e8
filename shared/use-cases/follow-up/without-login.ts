import type { DepartmentCode } from '../../base/primitives.ts';
import type { Records } from '../ports/records.ts';
import { settingsAt } from '../setting/settings-at.ts';

/** Which of these departments is written to on paper, as the county has it now. Whoever keeps what is its own needs no letter. */
export async function withoutLogin(
  deps: { readonly records: Records },
  receivers: readonly DepartmentCode[],
  now: Date,
): Promise<ReadonlySet<DepartmentCode>> {
  if (receivers.length === 0) return new Set();
  const figures = await settingsAt(deps, now);
  return new Set(receivers.filter((code) => figures[`paper${code}`]));
}
