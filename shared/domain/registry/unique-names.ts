import { searchForm, shapeOf, withoutPunctuation } from '../../base/typed-text.ts';
import type { RegistryKind } from './kinds.ts';
import type { RegistryRow } from './registry.ts';

/** What one row of a registry has, and no other of the same registry may have beside it. */
export interface UniqueName {
  readonly of: 'certificate' | 'id';
  /** The same for everything that is taken for the same. */
  readonly name: string;
}

type Certificate = RegistryRow['inspector']['certificate'];

/** R2 counts persons, and a certificate stands for one: issuer and number, however they are typed. */
export const certificateName = ({ issuer, number }: Certificate): string =>
  [withoutPunctuation(searchForm(issuer)), shapeOf(withoutPunctuation(number))].join('\n');

/**
 * Ids that the eye takes for one another have one shape; other scripts, full width and invisible characters are in no id. A
 * credit code needs none: its alphabet has no I and no O, and its check character tells it from a misread one.
 */
export const idShape = (id: string): string => shapeOf(id).replaceAll('_', '-');

const hasOwnShape = (row: RegistryRow[RegistryKind]): boolean => !('creditCode' in row && row.creditCode === row.id);

/** What a row has to itself. Who is out of use has given the certificate up, but not the id. */
export const uniqueNamesOf = (row: RegistryRow[RegistryKind]): readonly UniqueName[] => [
  ...('certificate' in row && row.status === '有效'
    ? [{ of: 'certificate' as const, name: certificateName(row.certificate) }]
    : []),
  ...(hasOwnShape(row) ? [{ of: 'id' as const, name: idShape(row.id) }] : []),
];

/** What a next version takes: the id was the row's before, also beside one that looks like it and is as old. */
export const namesOfNextVersion = (row: RegistryRow[RegistryKind]): readonly UniqueName[] =>
  uniqueNamesOf(row).filter(({ of }) => of !== 'id');
