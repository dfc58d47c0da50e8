import type { InspectionItem } from '../../shared/domain/registry/registry.ts';
import { buildingItems } from './items/building.ts';
import { economyItems } from './items/economy.ts';
import { landItems } from './items/land.ts';
import { marketItems } from './items/market.ts';
import { safetyItems } from './items/safety.ts';
import { societyItems } from './items/society.ts';

/** 抽查事项清单 of the demo county, grouped by department. */
export const demoItems: readonly InspectionItem[] = [
  ...marketItems,
  ...safetyItems,
  ...buildingItems,
  ...landItems,
  ...societyItems,
  ...economyItems,
];
