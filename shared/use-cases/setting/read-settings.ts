import type {
  CountySettings,
  SettingEdition,
  SettingProposal,
  SettingValue,
} from '../../domain/setting/county-settings.ts';
import { editionAt } from '../../domain/setting/county-settings.ts';
import { type CountySettingName, countySettingNames, settingOf, valuesAt } from '../../platform/county-settings.ts';
import type { Records } from '../ports/records.ts';
import { settingsId } from './settings-at.ts';

/** One figure: what it is called, what may be fixed, what is in force since when by which document, and what is to come. */
export interface SettingInForce {
  readonly name: CountySettingName;
  readonly title: string;
  readonly unit?: string;
  readonly least?: number;
  readonly most?: number;
  readonly value: SettingValue;
  /** The edition in force; absent while the standard is. */
  readonly edition?: SettingEdition;
  readonly standard: { readonly value: SettingValue; readonly document: string; readonly confirm?: string };
  /** Approved, and not yet begun. */
  readonly coming: readonly SettingEdition[];
  readonly proposal?: SettingProposal;
}

const none: CountySettings = { editions: [], proposals: [] };
const stored = async (records: Records) => (await records.find('settings', settingsId))?.value ?? none;

/** Every figure that the county may fix, as it is in force now. */
export async function listSettings({ records }: { readonly records: Records }, now: Date): Promise<SettingInForce[]> {
  const fixed = await stored(records);
  const values = valuesAt(fixed, now);
  return countySettingNames.map((name) => {
    const { value, document, confirm, county } = settingOf(name);
    const edition = editionAt(fixed, name, now);
    const proposal = fixed.proposals.find((each) => each.name === name);
    const ahead = ({ since }: SettingEdition) => Date.parse(since) > now.getTime();
    return {
      name,
      title: county?.name ?? name,
      ...(county && 'unit' in county && { unit: county.unit, least: county.least, most: county.most }),
      value: values[name],
      ...(edition && { edition }),
      standard: { value, document, ...(confirm !== undefined && { confirm }) },
      coming: fixed.editions.filter((each) => each.name === name && ahead(each)),
      ...(proposal && { proposal }),
    };
  });
}

/** Every edition of a figure, in the order of approval. */
export const listSettingEditions = async ({ records }: { readonly records: Records }, name: CountySettingName) =>
  (await stored(records)).editions.filter((edition) => edition.name === name);

/** The file of the document by which a figure was, or is to be, fixed. */
export async function findSettingFile(
  { records }: { readonly records: Records },
  { name, fileId }: { readonly name: CountySettingName; readonly fileId: string },
) {
  const { editions, proposals } = await stored(records);
  const documents = [...editions, ...proposals].flatMap((each) => (each.name === name ? [each.document] : []));
  return documents.find(({ file }) => file?.id === fileId)?.file;
}
