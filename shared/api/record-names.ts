import { records } from '../platform/records.ts';
import { registries } from '../platform/registries.ts';

const names = (definitions: Readonly<Record<string, { readonly name: string }>>) =>
  Object.fromEntries(Object.entries(definitions).map(([kind, { name }]) => [kind, name]));

/** What people call each kind of record, and the parts of one that a failure can be about. */
export const recordNames: Readonly<Record<string, string>> = {
  ...names(records),
  ...names(registries),
  entry: '计划条目',
  evidence: '证据',
  draw: '抽取记录',
  frame: '抽样框',
  commitment: '密数承诺',
  notary: '公证参与的批次',
  beacon: '公共随机数',
  reserve: '候补',
  'team-change': '换员',
  request: '申请',
};
