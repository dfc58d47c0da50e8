import { industryProfiles } from './profiles/industry.ts';
import { keptElsewhereProfiles } from './profiles/kept-elsewhere.ts';
import type { ObjectProfile } from './profiles/profile.ts';
import { serviceProfiles } from './profiles/services.ts';
import { tradeProfiles } from './profiles/trade.ts';

export const objectProfiles: readonly ObjectProfile[] = [
  ...tradeProfiles,
  ...industryProfiles,
  ...serviceProfiles,
  ...keptElsewhereProfiles,
];
