import { industryClasses } from './industry-classes.ts';
import { industryDivisions, industrySections } from './industry-divisions.ts';

const sections: Readonly<Record<string, { readonly name: string; readonly first: number; readonly last: number }>> =
  industrySections;
const classes: Readonly<Record<string, string>> = industryClasses;

const divisionOf = (code: string): number | undefined => {
  const [, letter = '', digits] = /^([A-T])(\d{2})\d{0,2}$/.exec(code) ?? [];
  const division = Number(digits);
  const section = sections[letter];
  return section && section.first <= division && division <= section.last ? division : undefined;
};

/**
 * Whether a text is an industry code of GB/T 4754-2017, `A`–`T` and two to four digits, e.g. `H62` or `H6210`: its
 * division exists and belongs to the section of its letter. The digits after the division are not checked.
 */
export const isIndustryCode = (code: string): boolean => divisionOf(code) !== undefined;

/** The letter of the section (门类) that a division, given by its two digits, lies in. */
export const sectionOf = (division: string): string | undefined =>
  Object.keys(sections).find((letter) => isIndustryCode(`${letter}${division}`));

/** The name of the class if listed, else of its division, else of its section; undefined for an unknown code. */
export function industryName(code: string): string | undefined {
  const division = divisionOf(code);
  if (division === undefined) return sections[code]?.name;
  return classes[code] ?? industryDivisions[division - 1];
}
