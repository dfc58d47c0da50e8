import { afterAll, beforeAll } from 'vitest';
import { year } from './year/county.ts';
import { draws } from './year/draws.ts';
import { inspections } from './year/inspections.ts';
import { beginLife } from './year/life.ts';
import { objections } from './year/objections.ts';
import { plans } from './year/plans.ts';
import { registries } from './year/registries.ts';
import { results } from './year/results.ts';
import { yearEnd } from './year/year-end.ts';

// From an empty county to January of the next year, over HTTP, by departments of which the demonstration tells nothing.
beforeAll(async () => {
  year.life = await beginLife('2026-01-05');
});
afterAll(() => year.life.end());

registries();
plans();
draws();
inspections();
results();
objections();
yearEnd();
