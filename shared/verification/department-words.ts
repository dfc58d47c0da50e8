import { departmentCodes, departmentName } from '../codes/departments.ts';

/** A department by its name where the code is known. */
export function departmentOf(code: string): string {
  const known = departmentCodes.find((each) => each === code);
  return known === undefined ? code : departmentName(known);
}
