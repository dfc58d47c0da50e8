import { globSync, readFileSync } from 'node:fs';
import { type Region, withNotes } from './regions.ts';

export interface SourceFile {
  readonly file: string;
  readonly source: string;
  readonly regions: readonly Region[];
  /** Where its regions begin among those of all files. */
  readonly offset: number;
  /** The file with a note at each region's entry. */
  readonly code: string;
}

/** All files whose faults tests could notice, in an order that stays. */
export function sourceFiles(): readonly SourceFile[] {
  let offset = 0;
  return globSync('{shared,functions}/**/*.ts')
    .toSorted()
    .map((file) => {
      const source = readFileSync(file, 'utf8');
      const { regions, code } = withNotes(file, source, offset);
      const one = { file, source, regions, code, offset };
      offset += regions.length;
      return one;
    });
}
