import { profile } from './county-profile.ts';

/** The departments of the joint meeting; `docPrefix` is the 机关代字 of its document numbers. */
export const { departments } = profile;

export type Department = keyof typeof departments;
export const departmentCodes = Object.keys(departments) as [Department, ...Department[]];
export const isDepartment = (code: string): code is Department => Object.hasOwn(departments, code);
export const departmentName = (code: Department): string => departments[code].name;
