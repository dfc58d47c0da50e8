import type { DepartmentCode } from '../../base/primitives.ts';
import { isProtectedItem } from '../../codes/trust.ts';
import type { InspectionItem } from '../registry/registry.ts';
import type { TrustPeriod } from './trust-period.ts';

/** What a period that holds says of frames, without what else it says of the object. */
type Trusted = Pick<TrustPeriod, 'department' | 'items' | 'everywhere'>;

/** What a department checks in a frame. */
export interface WatchedPart {
  readonly department: DepartmentCode;
  readonly items: readonly Pick<InspectionItem, 'id' | 'name'>[];
}

/**
 * R62: whether a period leaves its object out of a part of a frame: of the proposing department's or, where the office has
 * approved it, of any department's; never of one that checks safety, health or environment.
 */
export const isLeftOut = ({ department, items, everywhere }: Trusted, part: WatchedPart): boolean =>
  (everywhere === true || department === part.department) &&
  part.items.every(({ id, name }) => !isProtectedItem(name) && (items === undefined || items.includes(id)));
