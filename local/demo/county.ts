import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { demoExperts } from './experts.ts';
import { demoInspectors } from './inspectors.ts';
import { demoItems } from './items.ts';
import { demoObjects } from './objects.ts';
import { Random } from './random.ts';

/** The four registries after every file has been imported. */
export interface DemoCounty {
  readonly items: readonly RegistryRow['item'][];
  readonly objects: readonly RegistryRow['object'][];
  readonly inspectors: readonly RegistryRow['inspector'][];
  readonly experts: readonly RegistryRow['expert'][];
}

/** A synthetic 睢县. Each registry has its own random numbers, so changing one leaves the others unchanged. */
export function demoCounty(seed: number): DemoCounty {
  const objects = demoObjects(new Random(seed));
  return {
    items: demoItems,
    objects,
    inspectors: demoInspectors(new Random(seed + 1), objects),
    experts: demoExperts(new Random(seed + 2)),
  };
}
