import { crc32, deflateRawSync } from 'node:zlib';

interface ZipPart {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What the directory claims the data expands to, when it lies. */
  readonly claimedSize?: number;
  readonly encrypted?: true;
}

const local = 0x04034b50;
const central = 0x02014b50;
const end = 0x06054b50;

/** A zip archive (PKWARE APPNOTE 4.3), assembled here so that fixtures do not depend on the writer under test. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const raw = Buffer.from(part.data);
    const packed = deflateRawSync(raw);
    const name = Buffer.from(part.name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(part.encrypted ? 0x801 : 0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(part.claimedSize ?? raw.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(word(central), Buffer.from([20, 0]), common, tail, name);
    const body = Buffer.concat([word(local), common, name, packed]);
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const trailer = Buffer.alloc(18);
  trailer.writeUInt16LE(parts.length, 4);
  trailer.writeUInt16LE(parts.length, 6);
  trailer.writeUInt32LE(listing.length, 8);
  trailer.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, listing, word(end), trailer]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const docRels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packRels = 'http://schemas.openxmlformats.org/package/2006/relationships';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface WorkbookFixture {
  /** The `<row>` elements of the sheet. */
  readonly rows: string;
  /** The `<si>` elements of the shared string table. */
  readonly strings?: string;
  readonly cellXfs?: string;
  readonly numFmts?: string;
  readonly workbookPr?: string;
  /** The `<cols>` element of the sheet with the rows. */
  readonly cols?: string;
  /** The merged cells of the sheet with the rows, e.g. `A1:C1`. */
  readonly merges?: readonly string[];
  /** Extra sheets before the one with the rows, as `state` attribute and rows. */
  readonly before?: readonly { readonly state: string; readonly rows: string }[];
}

/** The parts of a workbook laid out as Excel does. */
export function workbookParts(fixture: WorkbookFixture): ZipPart[] {
  const sheets = [...(fixture.before ?? []), { state: 'visible', rows: fixture.rows }];
  const rel = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${docRels}/${type}" Target="${target}"/>`;
  const rels = (inner: string) => `${xml}<Relationships xmlns="${packRels}">${inner}</Relationships>`;
  return [
    {
      name: '[Content_Types].xml',
      data: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    },
    { name: '_rels/.rels', data: rels(rel('rId1', 'officeDocument', 'xl/workbook.xml')) },
    {
      name: 'xl/workbook.xml',
      data: `${xml}<workbook xmlns="${main}" xmlns:r="${docRels}">${fixture.workbookPr ?? ''}<sheets>${sheets
        .map(({ state }, n) => `<sheet name="S${n}" sheetId="${n + 1}" state="${state}" r:id="rId${n + 10}"/>`)
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: rels(
        sheets.map((_, n) => rel(`rId${n + 10}`, 'worksheet', `worksheets/sheet${n + 1}.xml`)).join('') +
          rel('rId1', 'sharedStrings', 'sharedStrings.xml') +
          rel('rId2', 'styles', '/xl/styles.xml'),
      ),
    },
    {
      name: 'xl/styles.xml',
      data: `${xml}<styleSheet xmlns="${main}">${fixture.numFmts ?? ''}<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${
        fixture.cellXfs ?? '<xf numFmtId="0"/>'
      }</cellXfs></styleSheet>`,
    },
    { name: 'xl/sharedStrings.xml', data: `${xml}<sst xmlns="${main}">${fixture.strings ?? ''}</sst>` },
    ...sheets.map(({ rows }, n) => {
      const { cols = '', merges = [] } = n === sheets.length - 1 ? fixture : {};
      const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
      const after = merged && `<mergeCells count="${merges.length}">${merged}</mergeCells>`;
      return {
        name: `xl/worksheets/sheet${n + 1}.xml`,
        data: `${xml}<worksheet xmlns="${main}">${cols}<sheetData>${rows}</sheetData>${after}</worksheet>`,
      };
    }),
  ];
}

export const workbookOf = (fixture: WorkbookFixture): Buffer => zipOf(workbookParts(fixture));
