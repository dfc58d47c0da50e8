import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { RegistryRow } from '../../shared/domain/registry/registry.ts';
import { anItem } from './drawable-county.ts';
import { anInspector, anObject } from './stored-rows.ts';

/** Every check that the registries make of what is written into them, whichever way it comes in. */
export interface RegistryCheck<K extends RegistryKind = RegistryKind> {
  readonly kind: K;
  /** What is refused, in words. */
  readonly refuses: string;
  /** A lawful row made unlawful. */
  wrong(row: RegistryRow[K]): object;
  /** It is about the number by which the row is known, so that there is no row to be changed. */
  readonly ofNumber?: true;
}

export const lawful: { readonly [K in RegistryKind]: (id: string) => RegistryRow[K] } = {
  item: (id) => anItem('SCJG', { id }),
  object: (id) => anObject(id),
  inspector: (id) => anInspector(id, '2028-12-31'),
  expert: (id) => ({
    id,
    name: '王五',
    department: 'SCJG',
    organisation: '商丘市食品药品检验中心',
    fields: ['食品检验'],
    status: '有效',
    tags: [],
  }),
};

/** Somebody who has the certificate that checks try to use a second time. */
export const bearer = lawful.inspector('R-bearer');

const identityNumber = '41142219900307123X';
const mistyped = [{ objectId: '91350100M000100Y44', ground: '亲属关系' }] as const;
const tooManyTags = Array.from({ length: 21 }, (_, n) => `标签${n}`);
const cap = { ratio: 500, document: '年度方案' };

const checksOf = <K extends RegistryKind>(
  kind: K,
  checks: Readonly<Record<string, (row: RegistryRow[K]) => object>>,
): RegistryCheck<K>[] =>
  Object.entries(checks).map(([refuses, wrong]) => {
    const row = lawful[kind]('x');
    const isOfNumber = Reflect.get(wrong(row), 'id') !== row.id;
    return { kind, refuses, wrong, ...(isOfNumber && { ofNumber: true }) };
  });

const both = <K extends RegistryKind>(kind: K) =>
  checksOf(kind, {
    'a number with characters that no address has': (row) => ({ ...row, id: 'a/b' }),
    'a name that is missing': (row) => ({ ...row, name: '' }),
    'a name that shows nothing': (row) => ({ ...row, name: '\u3164' }),
    'a name that is shown otherwise than it is': (row) => ({ ...row, name: '王\u202e五' }),
    'a name of more than 300 characters': (row) => ({ ...row, name: '名'.repeat(301) }),
    'more than 20 labels': (row) => ({ ...row, tags: tooManyTags }),
    'a status that there is not': (row) => ({ ...row, status: '休眠' }),
  });

export const registryChecks: readonly RegistryCheck[] = [
  ...both('item'),
  ...checksOf('item', {
    'a general item without a cap (R1)': ({ ratioCap: _, ...row }) => ({ ...row, kind: 'general' }),
    'a key item with a cap (R1)': (row) => ({ ...row, kind: 'key', ratioCap: cap }),
    'a cap without its document (R1)': (row) => ({ ...row, kind: 'general', ratioCap: { ...cap, document: '' } }),
    'a cap above the whole': (row) => ({ ...row, kind: 'general', ratioCap: { ...cap, ratio: 10_001 } }),
    'an expert who must come, of no field': (row) => ({ ...row, expertRequired: true }),
    'an industry that there is not': (row) => ({ ...row, applies: { industries: ['A9999'] } }),
    'no way to inspect': (row) => ({ ...row, methods: [] }),
    'a level that there is not': (row) => ({ ...row, level: '乡' }),
  }),
  ...both('object'),
  ...checksOf('object', {
    'an identity number as its number': (row) => ({ ...row, id: identityNumber }),
    'a credit code with a wrong check digit': (row) => ({
      ...row,
      id: '91350100M000100Y44',
      creditCode: '91350100M000100Y44',
    }),
    'supervisors without the keeper': (row) => ({ ...row, supervisors: ['WJW'] }),
    'an industry that there is not': (row) => ({ ...row, industry: 'A9999' }),
    'a township that there is not': (row) => ({ ...row, township: '411422999' }),
    'a class that there is not': (row) => ({ ...row, creditClass: 'E' }),
    'a day that there is not': (row) => ({ ...row, registeredOn: '2026-02-30' }),
    'a telephone with letters': (row) => ({ ...row, phone: 'abcdefg' }),
  }),
  ...both('inspector'),
  ...checksOf('inspector', {
    'an identity number as the number': (row) => ({ ...row, id: identityNumber }),
    'a certificate that somebody else has (R2)': (row) => ({ ...row, certificate: bearer.certificate }),
    'a certificate that somebody else has, typed otherwise (R2)': (row) => ({
      ...row,
      certificate: { ...bearer.certificate, number: bearer.certificate.number.toLowerCase().replace('-', '－') },
    }),
    'a certificate that ends before it begins': (row) => ({
      ...row,
      certificate: { ...row.certificate, validTo: '2019-01-01' },
    }),
    'a certificate without a number': (row) => ({ ...row, certificate: { ...row.certificate, number: '' } }),
    'a recusal under a mistyped code (R2)': (row) => ({ ...row, recusals: mistyped }),
    'a recusal for no reason': (row) => ({ ...row, recusals: [{ objectId: 'S-1', ground: '其他原因' }] }),
    'no item': (row) => ({ ...row, itemScope: [] }),
    'a level that there is not': (row) => ({ ...row, level: '厅' }),
    'no visit at all': (row) => ({ ...row, capacity: 0 }),
  }),
  ...both('expert'),
  ...checksOf('expert', {
    'an identity number as the number': (row) => ({ ...row, id: identityNumber }),
    'no field': (row) => ({ ...row, fields: [] }),
    'a recusal under a mistyped code (R2)': (row) => ({ ...row, recusals: mistyped }),
    'a day that there is not': (row) => ({ ...row, validTo: '2026-02-30' }),
  }),
];
