import { recordNames } from '../../base/record-names.ts';
import type { ChainName } from './audit-chain.ts';
import { namedThing } from './content.ts';

/** What does not agree with the audit trail, and where. */
export type Finding = ChainName &
  (
    | { readonly kind: 'chain-broken'; readonly seq: number }
    | { readonly kind: 'record-missing' }
    | { readonly kind: 'record-changed'; readonly version: number }
    | { readonly kind: 'version-changed' | 'version-missing' | 'version-added'; readonly version: number }
    | { readonly kind: 'unstated'; readonly version: number }
    | { readonly kind: 'misplaced'; readonly attributes: readonly string[] }
    | { readonly kind: 'foreign-row'; readonly rows: readonly string[] }
    | { readonly kind: 'state-changed' }
    | { readonly kind: 'list-spoilt'; readonly seq: number }
    | { readonly kind: 'row-changed' | 'row-missing'; readonly name: string }
    | { readonly kind: 'document-changed' | 'document-missing' | 'document-added'; readonly name: string }
    | { readonly kind: 'sealed-cut' | 'sealed-rewritten' | 'sealed-late'; readonly seq: number; readonly day: string }
    | { readonly kind: 'sealed-vanished' | 'log-spoilt'; readonly day: string }
  );
export type FindingKind = Finding['kind'];

export const findingKinds = [
  'chain-broken',
  'record-missing',
  'record-changed',
  'version-changed',
  'version-missing',
  'version-added',
  'unstated',
  'misplaced',
  'foreign-row',
  'state-changed',
  'list-spoilt',
  'row-changed',
  'row-missing',
  'document-changed',
  'document-missing',
  'document-added',
  'sealed-cut',
  'sealed-rewritten',
  'sealed-late',
  'sealed-vanished',
  'log-spoilt',
] as const satisfies readonly FindingKind[];

const names: Readonly<Record<string, string>> = recordNames;

/** A thing by the name that people know it by. */
function called(name: string): string {
  const thing = namedThing(name);
  if (!thing) return name;
  if (thing.is === 'row') return `${names[thing.entity] ?? thing.entity} ${thing.id}（第${thing.version}版）`;
  const part = thing.part === 'current' ? '' : `（${thing.part}）`;
  return `公示文件 ${thing.kind} ${thing.id}${part}`;
}

/** What was found, for an inspector. */
export function findingInWords(finding: Finding): string {
  switch (finding.kind) {
    case 'chain-broken':
      return `审计链自第 ${finding.seq} 条起不成立`;
    case 'record-missing':
      return '审计记录还在，记录本身已不存在，或已无人可见';
    case 'record-changed':
      return `现行内容（第 ${finding.version} 版）与审计记录不符`;
    case 'version-changed':
      return `保存的第 ${finding.version} 版与审计记录不符`;
    case 'version-missing':
      return `保存的第 ${finding.version} 版已不存在`;
    case 'version-added':
      return `多出第 ${finding.version} 版，审计记录中没有`;
    case 'unstated':
      return `第 ${finding.version} 版没有来历：没有任何审计记录写入过它`;
    case 'misplaced':
      return `所在清单与内容不符（${finding.attributes.join('、')}），查询时会漏列或错列`;
    case 'foreign-row':
      return `多出不属于本系统的数据行（${finding.rows.join('、')}）`;
    case 'state-changed':
      return '导入的生效标记与导入记录的状态不符';
    case 'list-spoilt':
      return `第 ${finding.seq} 条审计记录所封存的名录已缺失或被改动`;
    case 'row-changed':
      return `${called(finding.name)}的内容与封存的不符`;
    case 'row-missing':
      return `${called(finding.name)}已不存在，或已无人可见`;
    case 'document-changed':
      return `${called(finding.name)}的内容与审计记录不符`;
    case 'document-missing':
      return `${called(finding.name)}已不存在`;
    case 'document-added':
      return `${called(finding.name)}没有来历：没有任何审计记录公布过它`;
    case 'sealed-cut':
      return `审计链已被截短：${finding.day}封存时有第 ${finding.seq} 条，现在没有`;
    case 'sealed-rewritten':
      return `审计链已被改写：第 ${finding.seq} 条与${finding.day}封存的不符`;
    case 'sealed-late':
      return `第 ${finding.seq} 条审计记录的日期（${finding.day}）已经封存，封存时没有它`;
    case 'log-spoilt':
      return `${finding.day}封存的审计日志文件与其根不符`;
    case 'sealed-vanished':
      return `${finding.day}封存过的审计链已整条消失，记录也不存在`;
  }
}
