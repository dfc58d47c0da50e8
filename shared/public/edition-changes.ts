import { formatChineseDate } from '../calendar/local-date.ts';
import type { EditionChange, ResultDocument } from './result-document.ts';

/**
 * What an edition changes in the one it replaces, before and after, for people (公示条例 art 12). Nothing is said of an edition
 * of which only a mark is left, or that leaves one.
 */
function changesBetween(before: ResultDocument | undefined, after: ResultDocument): readonly EditionChange[] {
  if (!before || isMark(before) || isMark(after)) return [];
  const rows = after.items.map(({ name }, at) => {
    const was = before.items.find((each) => each.name === name) ?? before.items[at];
    return [`抽查事项“${name}”`, was && rowText(was), rowText(after.items[at])] as const;
  });
  const said = [
    ['检查日期', dayText(before), dayText(after)],
    ['未实施检查的原因', before.notPerformed ?? '', after.notPerformed ?? ''],
    ['检查对象', before.objectName, after.objectName],
    ...rows,
    ['总体检查结果', names(before.overall), names(after.overall)],
  ] as const;
  return said.flatMap(([what, was = '', is = '']) => (was === is ? [] : [{ what, before: was, after: is }]));
}

/** The document with what it changes, if anything. */
export function withChanges(document: ResultDocument, replaced: ResultDocument | undefined): ResultDocument {
  const changes = changesBetween(replaced, document);
  return changes.length === 0 ? document : { ...document, changes: [...changes] };
}

const isMark = ({ withdrawn, stopped }: ResultDocument): boolean => withdrawn || stopped === true;
const dayText = ({ inspectionDate }: ResultDocument) =>
  inspectionDate === undefined ? '' : formatChineseDate(inspectionDate);
const rowText = (row: ResultDocument['items'][number] | undefined) =>
  row === undefined ? '' : row.checked ? names(row.codes) : '未检查';
const names = (codes: ResultDocument['overall']) => codes.map(({ name }) => name).join('、');
