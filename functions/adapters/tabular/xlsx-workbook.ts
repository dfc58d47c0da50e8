import type { DateSystem } from '../../../shared/domain/import/cells.ts';
import { unreadable } from './table.ts';
import type { NumberStyle } from './xlsx-cells.ts';
import { relationshipsOf, type XlsxPackage } from './xlsx-package.ts';
import { localName, readTags, type XmlAttributes } from './xml-events.ts';

interface Worksheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly part: string;
}

/** Where the pieces of a workbook lie. */
export interface Workbook {
  readonly dates: DateSystem;
  /** In the order of the tabs. */
  readonly sheets: readonly Worksheet[];
  readonly sharedStrings: string | undefined;
  /** By the index of a cell's style. */
  readonly numberStyles: ReadonlyMap<number, NumberStyle>;
}

const notAWorkbook = '压缩包里没有 Excel 工作簿，请用表格软件另存为 .xlsx（不是 .ods、.xlsb）后再上传';

export async function readWorkbook(pack: XlsxPackage): Promise<Workbook> {
  const main = (await relationshipsOf(pack, '')).find(({ type }) => type === 'officeDocument')?.part;
  if (main === undefined || !pack.has(main) || main.endsWith('.bin')) throw unreadable(notAWorkbook);

  const tabs: (Omit<Worksheet, 'part'> & { readonly id: string })[] = [];
  let dates: DateSystem = '1900';
  await readTags(pack.read(main), (name, attributes) => {
    if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) dates = '1904';
    if (name === 'sheet') tabs.push(tabOf(attributes));
  });
  const parts = await relationshipsOf(pack, main);
  const ofType = (type: string) => parts.find((part) => part.type === type && pack.has(part.part))?.part;
  return {
    dates,
    sheets: tabs.flatMap(({ id, ...tab }) =>
      parts.filter((part) => part.id === id && part.type === 'worksheet').map(({ part }) => ({ ...tab, part })),
    ),
    sharedStrings: ofType('sharedStrings'),
    numberStyles: await readNumberStyles(pack, ofType('styles')),
  };
}

/** `r:id`, whatever prefix the producer chose; `sheetId` has none. */
const relationId = (attributes: XmlAttributes): string =>
  Object.entries(attributes).find(([name]) => name.includes(':') && localName(name) === 'id')?.[1] ?? '';

const tabOf = (attributes: XmlAttributes) => ({
  id: relationId(attributes),
  name: attributes['name'] ?? '',
  hidden: /hidden$/i.test(attributes['state'] ?? ''),
});

/** The built-in formats (ECMA-376 part 1, 18.8.30) for percentages and, those of East Asia included, for dates. */
const builtIn: readonly (readonly [NumberStyle, readonly number[]])[] = [
  ['percent', [9, 10]],
  ['date', [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]],
];

async function readNumberStyles(
  pack: XlsxPackage,
  part: string | undefined,
): Promise<ReadonlyMap<number, NumberStyle>> {
  const styles = new Map<number, NumberStyle>();
  if (part === undefined) return styles;
  const formats = new Map(builtIn.flatMap(([style, ids]) => ids.map((id) => [String(id), style] as const)));
  let inCellFormats = false;
  let index = 0;
  await readTags(pack.read(part), (name, attributes) => {
    if (name === 'numFmt') {
      const style = styleOf(attributes['formatCode'] ?? '');
      if (style) formats.set(attributes['numFmtId'] ?? '', style);
    }
    if (name === 'cellXfs' || name === 'cellStyles') inCellFormats = name === 'cellXfs';
    if (name !== 'xf' || !inCellFormats) return;
    const style = formats.get(attributes['numFmtId'] ?? '');
    if (style) styles.set(index, style);
    index += 1;
  });
  return styles;
}

/** What stands in quotes, behind a backslash or in brackets (a colour, a language) is no part of the number. */
function styleOf(format: string): NumberStyle | undefined {
  const bare = format.replaceAll(/"[^"]*"|\\.|_.|\[[^\]]*\]/g, '');
  if (bare.includes('%')) return 'percent';
  return /[yd]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare)) ? 'date' : undefined;
}
