import { searchForm, shapeOf, withoutPunctuation } from '../../base/typed-text.ts';
import type { RegistryKind, RegistryRow } from './registry.ts';

/** What one row of a registry has, and no other of the same registry may have beside it. */
export interface UniqueName {
  readonly of: 'certificate';
  /** The same for everything that is taken for the same. */
  readonly name: string;
}

type Certificate = RegistryRow['inspector']['certificate'];

/** R2 counts persons, and a certificate stands for one: issuer and number, however they are typed. */
export const certificateName = ({ issuer, number }: Certificate): string =>
  [withoutPunctuation(searchForm(issuer)), shapeOf(withoutPunctuation(number))].join('\n');

/** What a row has to itself. Who is out of use has given the certificate up. */
export const uniqueNamesOf = (row: RegistryRow[RegistryKind]): readonly UniqueName[] =>
  'certificate' in row && row.status === '有效' ? [{ of: 'certificate', name: certificateName(row.certificate) }] : [];
