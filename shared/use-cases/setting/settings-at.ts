import type { SettingValues } from '../../platform/county-settings.ts';
import type { Records } from '../ports/records.ts';

/** The one record of settings. */
export const settingsId = 'county';

/**
 * Every figure as it is, or was, in force at an instant; of a batch ask for the instant it was frozen. It is read anew each
 * time and kept nowhere, so two readers never disagree: one request of one read unit.
 */
export async function settingsAt({ records }: { readonly records: Records }, instant: Date): Promise<SettingValues> {
  // With the words and documents of every figure: only who asks for one loads them.
  const [found, { valuesAt }] = await Promise.all([
    records.find('settings', settingsId),
    import('../../platform/county-settings.ts'),
  ]);
  return valuesAt(found?.value, instant);
}
