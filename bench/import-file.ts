import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { writeXlsxStream } from 'hucre/xlsx';
import { csvText } from '../functions/adapters/tabular/write-csv.ts';
import { county } from '../shared/codes/county.ts';
import { townshipCodes, townships } from '../shared/codes/townships.ts';
import { classColumns, importColumns } from '../shared/domain/import/columns.ts';
import { creditCodeCheck } from '../shared/domain/registry/credit-code.ts';

const surnames: [string, ...string[]] = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '𠮷', '欧阳'];
const words: [string, ...string[]] = ['恒达', '惠民', '鑫源', '绿野', '宏图', '康宁', '兴隆', '万家', '瑞丰', '福临'];
const trades: [string, ...string[]] = ['餐饮服务', '商贸', '机械制造', '种植', '药房', '建筑工程', '物流', '网络科技'];

/** A small seeded generator (Lehmer, modulus 2³¹ − 1), so that every run reads the same file. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

const codeAt = (index: number): string => {
  const first17 = `91411422MA${String(index).padStart(7, '0')}`;
  return first17 + (creditCodeCheck(first17) ?? '');
};

/** Valid object rows of 14 columns; nearly every code, name, address and telephone number is distinct. */
function* objectRows(count: number): Generator<string[]> {
  const random = seeded(411_422);
  const pick = <T>(list: readonly [T, ...T[]]): T => list[random(list.length)] ?? list[0];
  for (let index = 0; index < count; index += 1) {
    const township = townships[pick(townshipCodes)];
    yield [
      codeAt(index),
      '',
      `${county.name}${pick(words)}${pick(words)}${index}${pick(trades)}有限公司`,
      pick(['企业', '个体工商户', '农民专业合作社']),
      '市场监督管理局',
      township,
      `${township}${pick(words)}路${index}号`,
      `H62${10 + random(80)}`,
      pick(['A', 'B', 'C', 'D']),
      '存续',
      `20${10 + random(15)}-${String(1 + random(12)).padStart(2, '0')}-${String(1 + random(28)).padStart(2, '0')}`,
      `${pick(surnames)}${pick(words)}`,
      `0370-${8_000_000 + index}`,
      random(10) === 0 ? '重点关注；食品' : '',
    ];
  }
}

const header = importColumns.object.map((column) => column.header);

export const writeCsvFile = (path: string, rows: number): Promise<void> =>
  pipeline(Readable.from(csvText(header, objectRows(rows))), createWriteStream(path));

/** With a shared string table, as Excel, WPS and LibreOffice save. */
export function writeXlsxFile(path: string, rows: number): Promise<void> {
  const columns = header.map((text) => ({ header: text }));
  const bytes = writeXlsxStream(objectRows(rows), { name: '导入', columns, inlineStrings: false });
  return pipeline(bytes, createWriteStream(path));
}

/** The month's classes of the same objects; in a later month every fiftieth is another one. */
function* classRows(count: number, month: number): Generator<string[]> {
  const random = seeded(411_422);
  for (let index = 0; index < count; index += 1) {
    const score = (random(1000) + (index % 50 === 0 ? month * 250 : 0)) % 1000;
    yield [
      codeAt(index),
      '',
      'ABCD'.charAt(score < 200 ? 0 : score < 500 ? 1 : score < 750 ? 2 : 3),
      String(score),
      '',
    ];
  }
}

export function writeClassFile(path: string, rows: number, month: number): Promise<void> {
  const columns = classColumns.map((column) => ({ header: column.header }));
  const bytes = writeXlsxStream(classRows(rows, month), { name: '导入', columns, inlineStrings: false });
  return pipeline(bytes, createWriteStream(path));
}
