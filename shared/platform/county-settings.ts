import { type CountySettings, editionAt, type SettingValue } from '../domain/setting/county-settings.ts';
import { type Setting, settings } from './settings.ts';

export type SettingName = keyof typeof settings;

/** Every figure by its name. */
export type SettingValues = {
  readonly [Name in SettingName]: (typeof settings)[Name]['value'] extends number ? number : boolean;
};

/** The figures that the county may fix. */
export type CountySettingName = {
  [Name in SettingName]: (typeof settings)[Name] extends { readonly county: object } ? Name : never;
}[SettingName];

const isCounty = (name: SettingName): name is CountySettingName => 'county' in settings[name];
const names = Object.keys(settings) as readonly SettingName[];
export const countySettingNames: readonly CountySettingName[] = names.filter(isCounty);

/** A figure whatever its kind. */
export const settingOf = (name: SettingName): Setting<number> | Setting<boolean> => settings[name];

/** Why a value cannot be one of this figure; undefined if it can. */
export function settingFault(name: SettingName, value: SettingValue): string | undefined {
  const { value: standard, county } = settingOf(name);
  if (typeof value !== typeof standard) return typeof standard === 'number' ? '应为整数' : '应为“是”或“否”';
  if (typeof value !== 'number' || !county || !('least' in county)) return undefined;
  const { least, most, unit } = county;
  return value >= least && value <= most ? undefined : `应在${least}${unit}至${most}${unit}之间`;
}

/**
 * Every figure as it is, or was, in force at an instant: what the county has fixed, else the standard. An edition that a
 * later version of the product would refuse is passed over.
 */
export function valuesAt(fixed: CountySettings | undefined, instant: Date): SettingValues {
  const values = names.map((name) => {
    const edition = fixed && editionAt(fixed, name, instant);
    const holds = edition && isCounty(name) && settingFault(name, edition.value) === undefined;
    return [name, holds ? edition.value : settings[name].value];
  });
  return Object.fromEntries(values) as SettingValues;
}
