import type { LocalDate } from '../../calendar/local-date.ts';
import type { DishonestyList } from '../../codes/dishonesty-lists.ts';
import {
  type LookupPurposeCode,
  lookupPurposes,
  type SanctionEffect,
  type SanctionMeasureCode,
  sanctionMeasures,
} from '../../codes/sanctions.ts';
import { type InForce, isInForce } from './in-force.ts';

/** An entry of a list. */
export interface Listed extends InForce {
  readonly id: string;
  readonly list: DishonestyList;
}

/** An entry that answers a look-up, with the enabled measures of the purpose; without one it is for information only. */
export interface Hit {
  readonly entry: string;
  readonly list: DishonestyList;
  readonly measures: readonly SanctionMeasureCode[];
  readonly effects: readonly SanctionEffect[];
}

/** R45, R49: what a look-up of a subject answers for a purpose, as of a day, from the entries of the subject. */
export function hitsFor(entries: readonly Listed[], purpose: LookupPurposeCode, asOf: LocalDate): readonly Hit[] {
  const { lists } = lookupPurposes[purpose];
  return entries
    .filter((entry) => lists.includes(entry.list) && isInForce(entry, asOf))
    .map(({ id, list }) => {
      const found = measuresFor(list, purpose);
      return { entry: id, list, measures: found, effects: found.map((code) => sanctionMeasures[code].effect) };
    });
}

const codes = Object.keys(sanctionMeasures) as readonly SanctionMeasureCode[];

function measuresFor(list: DishonestyList, purpose: LookupPurposeCode): readonly SanctionMeasureCode[] {
  const { area } = lookupPurposes[purpose];
  return codes.filter((code) => {
    const measure = sanctionMeasures[code];
    return measure.enabled && measure.area === area && measure.lists.includes(list);
  });
}
