import { type ESTree, parseSync, Visitor } from 'vite';

/** A stretch of a file that runs as a whole once it is entered, as far as nothing throws. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The global list in which the marked code notes the regions that were entered. */
export const noteName = '__entered';

/**
 * The file with a note at the entry of each region; the first region is the file itself. The regions of several files
 * share one list, in which those of this file begin at `offset`.
 */
export function withNotes(
  file: string,
  source: string,
  offset: number,
): { readonly regions: readonly Region[]; readonly code: string } {
  const { program } = parseSync(file, source);
  const regions: Region[] = [{ start: 0, end: source.length }];
  const inserts: { readonly at: number; readonly text: string; readonly closes: boolean }[] = [];
  const note = ({ start, end }: Region) => `${noteName}[${offset + regions.push({ start, end }) - 1}]=1`;
  const insert = (at: number, text: string, closes = false) => inserts.push({ at, text, closes });
  const wrap = (node: Region) => {
    insert(node.start, `(${note(node)},`);
    insert(node.end, ')', true);
  };
  const block = (node: ESTree.Node | null) => {
    if (!node || node.type === 'BlockStatement') return;
    insert(node.start, `{${note(node)};`);
    insert(node.end, '}', true);
  };
  const statements = ({ body }: { readonly body: readonly ESTree.Node[] }) => {
    for (const statement of body) {
      if (statement.type === 'FunctionDeclaration' || 'directive' in statement) continue;
      insert(statement.start, `${note(statement)};`);
    }
  };
  new Visitor({
    BlockStatement: statements,
    IfStatement({ consequent, alternate }) {
      block(consequent);
      block(alternate);
    },
    ForStatement: ({ body }) => block(body),
    ForOfStatement: ({ body }) => block(body),
    WhileStatement: ({ body }) => block(body),
    ArrowFunctionExpression: ({ body }) => void (body.type !== 'BlockStatement' && wrap(body)),
    ConditionalExpression({ consequent, alternate }) {
      wrap(consequent);
      wrap(alternate);
    },
    LogicalExpression: ({ right }) => wrap(right),
  }).visit(program);

  let code = '';
  let last = 0;
  // At one place what ends comes first; of two beginnings the outer, which was found first, stands outside.
  for (const { at, text } of inserts.toSorted((a, b) => a.at - b.at || Number(b.closes) - Number(a.closes))) {
    code += source.slice(last, at) + text;
    last = at;
  }
  return { regions, code: `${noteName}[${offset}]=1;${code}${source.slice(last)}` };
}

/** The number of the smallest region around a stretch of text: what never enters it cannot notice a fault there. */
export function regionAround(regions: readonly Region[], { start, end }: Region): number {
  let best = 0;
  for (const [number, region] of regions.entries()) {
    const around = region.start <= start && region.end >= end;
    const now = regions[best];
    if (around && (!now || region.end - region.start <= now.end - now.start)) best = number;
  }
  return best;
}
