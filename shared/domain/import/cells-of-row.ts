import { departmentName } from '../../codes/departments.ts';
import { methods } from '../../codes/inspection.ts';
import { townships } from '../../codes/townships.ts';
import type { RegistryKind } from '../registry/kinds.ts';
import type { Recusal, RegistryRow } from '../registry/registry.ts';
import { importColumns } from './columns.ts';

type Show<K extends RegistryKind> = Readonly<Record<string, (row: RegistryRow[K]) => string>>;

/** Values that a file shows otherwise than the row stores them. */
const shown: { readonly [K in RegistryKind]: Show<K> } = {
  item: {
    kind: (item) => (item.kind === 'key' ? '重点' : '一般'),
    methods: (item) => item.methods.map((code) => methods[code]).join('；'),
    'ratioCap.ratio': (item) => (item.ratioCap ? String(item.ratioCap.ratio / 100) : ''),
    'applies.townships': (item) => (item.applies.townships ?? []).map((code) => townships[code]).join('；'),
  },
  object: {
    id: (object) => (object.creditCode === undefined ? object.id : ''),
    supervisors: (object) => object.supervisors.map(departmentName).join('；'),
    township: (object) => townships[object.township],
  },
  inspector: {
    township: ({ township }) => (township === undefined ? '' : townships[township]),
    recusals: ({ recusals }) => recusals.map(recusalText).join('；'),
  },
  expert: { recusals: ({ recusals = [] }) => recusals.map(recusalText).join('；') },
};

const recusalText = ({ objectId, ground }: Recusal): string => `${objectId}:${ground}`;

/** A registry row as the cells of an import file in template order: the inverse of parsing it. */
export function importCellsOf<K extends RegistryKind>(kind: K, row: RegistryRow[K]): string[] {
  return importColumns[kind].map(({ field }) => {
    const show = shown[kind][field];
    return show ? show(row) : plain(field.split('.').reduce(step, row));
  });
}

/** Whether a file would say the same of both: then an import of the one changes nothing in the other. */
export function saysTheSame<K extends RegistryKind>(kind: K, one: RegistryRow[K], other: RegistryRow[K]): boolean {
  const cells = importCellsOf(kind, other);
  return importCellsOf(kind, one).every((cell, index) => cell === cells[index]);
}

const step = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function plain(value: unknown): string {
  if (Array.isArray(value)) return value.join('；');
  if (typeof value === 'boolean') return value ? '是' : '否';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
