import type { DateSystem } from '../../../shared/domain/import/cells.ts';
import { unreadable } from './table.ts';
import { type Relationship, relationshipsOf, type XlsxPackage } from './xlsx-package.ts';
import { localName, readTags, type XmlAttributes } from './xml-events.ts';

/** Where the pieces of the sheet to import lie. */
export interface Workbook {
  readonly dates: DateSystem;
  /** The first visible worksheet. */
  readonly sheet: string;
  readonly sharedStrings: string | undefined;
  /** Indexes of the cell styles that show a number as a percentage. */
  readonly percentStyles: ReadonlySet<number>;
}

const notAWorkbook = '压缩包里没有 Excel 工作簿，请用表格软件另存为 .xlsx（不是 .ods、.xlsb）后再上传';

export async function readWorkbook(pack: XlsxPackage): Promise<Workbook> {
  const main = (await relationshipsOf(pack, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined || !pack.has(main) || main.endsWith('.bin')) throw unreadable(notAWorkbook);

  const visible: string[] = [];
  let dates: DateSystem = '1900';
  await readTags(pack.read(main), (name, attributes) => {
    if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) dates = '1904';
    if (name === 'sheet' && !/hidden$/i.test(attributes['state'] ?? '')) visible.push(relationId(attributes));
  });
  const parts = await relationshipsOf(pack, main);
  const ofType = (type: string) => parts.find((part) => part.type === type && pack.has(part.part))?.part;
  return {
    dates,
    sheet: firstWorksheet(visible, parts),
    sharedStrings: ofType('sharedStrings'),
    percentStyles: await readPercentStyles(pack, ofType('styles')),
  };
}

/** `r:id`, whatever prefix the producer chose; `sheetId` has none. */
const relationId = (attributes: XmlAttributes): string =>
  Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id')?.[1] ?? '';

function firstWorksheet(visible: readonly string[], parts: readonly Relationship[]): string {
  const sheets = visible.flatMap((id) => parts.filter((part) => part.id === id && part.type === 'worksheet'));
  const first = sheets[0];
  if (first === undefined) throw unreadable('文件里没有可见的工作表，请取消隐藏后再上传');
  return first.part;
}

/** The built-in formats 9 and 10 are `0%` and `0.00%`; a custom one counts when it has a `%` outside quotes. */
async function readPercentStyles(pack: XlsxPackage, part: string | undefined): Promise<ReadonlySet<number>> {
  const styles = new Set<number>();
  if (part === undefined) return styles;
  const formats = new Set(['9', '10']);
  let inCellFormats = false;
  let index = 0;
  await readTags(pack.read(part), (name, attributes) => {
    if (name === 'numFmt' && /%/.test((attributes['formatCode'] ?? '').replaceAll(/"[^"]*"|\\./g, '')))
      formats.add(attributes['numFmtId'] ?? '');
    if (name === 'cellXfs' || name === 'cellStyles') inCellFormats = name === 'cellXfs';
    if (name !== 'xf' || !inCellFormats) return;
    if (formats.has(attributes['numFmtId'] ?? '')) styles.add(index);
    index += 1;
  });
  return styles;
}
