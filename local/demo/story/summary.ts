import type { Artefact, Stage } from './stage.ts';

/** Display width of a column: a Chinese character takes two places on a terminal. */
const widthOf = (text: string): number => [...text].reduce((width, char) => width + (char > '⺀' ? 2 : 1), 0);
const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** What the story leaves behind, and where to look at it. */
export function tellSummary({ write, at, artefacts }: Stage): void {
  const rows: readonly Artefact[] = [
    ...artefacts,
    { name: '接口文档', figure: '可试用', at: at('/reference') },
    { name: '全部公示结果', figure: '', at: at('/public/results') },
  ];
  const nameWidth = Math.max(...rows.map(({ name }) => widthOf(name))) + 2;
  const figureWidth = Math.max(...rows.map(({ figure }) => widthOf(figure))) + 2;
  write(`\n━━ 小结 ${'━'.repeat(60)}`);
  for (const row of rows) write(`  ${padded(row.name, nameWidth)}${padded(row.figure, figureWidth)}${row.at}`);
  write('\n✓ 演示完成，每一步都与规则相符。\n');
}
