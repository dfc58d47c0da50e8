import type { CheckKind } from '../../codes/direct-checks.ts';

/** A check that is about to be made: `higher`, ordered from above. */
export interface NextCheck {
  readonly kind: CheckKind;
  readonly higher?: boolean | undefined;
}

/** Why a check passes the cap of the year (R24); it counts all the same. */
export function passesCap({ kind, higher }: NextCheck): string | undefined {
  if (kind === 'case') return '个案检查';
  return kind === 'special' && higher === true ? '上级部署的专项检查' : undefined;
}

/** R9: whether an object that was checked so often in the year is held back from this check. */
export const heldByCap = (checked: number, cap: number, next: NextCheck): boolean =>
  checked >= cap && passesCap(next) === undefined;
