import { departmentCodes, departmentName } from '../codes/departments.ts';
import { notary } from '../draw/ceremony.ts';

/** The name of a department or the notary, if the code is known. */
export function departmentOf(code: string): string {
  if (code === notary) return '公证处';
  const known = departmentCodes.find((each) => each === code);
  return known === undefined ? code : departmentName(known);
}
