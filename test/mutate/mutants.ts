import { type ESTree, parseSync, Visitor } from 'vite';

/** One small fault in one file: the text from `start` to `end` (UTF-16 offsets) is replaced. */
export interface Mutant {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  readonly operator: string;
}

/** What a comparison or a computation is taken for; each step to the neighbour that a slip of the pen would write. */
const neighbours: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};

const twins: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };
/** Steps of a chain that can be left out and leave a value of the same kind. */
const steps = new Set(['filter', 'toSorted', 'sort', 'toReversed', 'reverse', 'slice', 'flat', 'trim', 'toUpperCase']);
/** A name, code or key; texts for people are not counted, since tests shall not fix every word. */
const code = /^[\w./:#-]*[A-Za-z][\w./:#-]*$/;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Every mutant of a file, in the order of the text. Types, imports and keys are left alone: the compiler watches them. */
export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  const found: Mutant[] = [];
  const untouched = new Set<number>();
  const text = ({ start, end }: Piece) => source.slice(start, end);
  const replace = (operator: string, { start, end }: Piece, replacement: string) =>
    found.push({ file, start, end, replacement, operator });
  const between = (left: Piece, right: Piece, from: string, to: string) => {
    const gap = source.slice(left.end, right.start);
    replace(`${from} → ${to}`, { start: left.end, end: right.start }, gap.replace(from, to));
  };
  const negate = (test: ESTree.Expression) => {
    const plain = test.type === 'ParenthesizedExpression' ? test.expression : test;
    // Their own mutants say the same.
    if (plain.type === 'UnaryExpression') return;
    if (plain.type === 'BinaryExpression' && /^[!=]==?$/.test(plain.operator)) return;
    replace('condition negated', test, `!(${text(test)})`);
  };
  const leaveOut = (operator: string, list: readonly (Piece | null)[], at: number) => {
    const one = list[at];
    const next = list[at + 1];
    const before = list[at - 1];
    if (!one) return;
    replace(operator, { start: next ? one.start : (before?.end ?? one.start), end: next ? next.start : one.end }, '');
  };
  const conjuncts = (node: Piece) => {
    const whole = text(node);
    const parts = whole.split(' AND ');
    if (parts.length < 2 || whole.includes('BETWEEN')) return;
    const quote = whole.slice(0, 1);
    for (const at of parts.keys()) {
      const kept = parts.toSpliced(at, 1).join(' AND ');
      replace(
        'condition left out',
        node,
        `${kept.startsWith(quote) ? '' : quote}${kept}${kept.endsWith(quote) ? '' : quote}`,
      );
    }
  };
  const statements = (body: readonly ESTree.Node[]) => {
    for (const statement of body) {
      if (statement.type === 'ExpressionStatement') replace('statement left out', statement, ';');
      if (statement.type === 'IfStatement' && !statement.alternate) replace('guard left out', statement, ';');
    }
  };

  new Visitor({
    ImportDeclaration: ({ source: from }) => void untouched.add(from.start),
    ExportNamedDeclaration: ({ source: from }) => void (from && untouched.add(from.start)),
    ExportAllDeclaration: ({ source: from }) => void untouched.add(from.start),
    TSLiteralType: ({ literal }) => void untouched.add(literal.start),
    Property: ({ key, computed }) => void (!computed && untouched.add(key.start)),
    IfStatement: ({ test, alternate }) => void (alternate && negate(test)),
    WhileStatement: ({ test }) => negate(test),
    ConditionalExpression: ({ test }) => negate(test),
    BinaryExpression({ operator, left, right }) {
      const to = neighbours[operator];
      const joinsText =
        operator === '+' && [left, right].some((side) => typeof (side as { value?: unknown }).value === 'string');
      if (to && !joinsText) between(left, right, operator, to);
    },
    LogicalExpression(node) {
      replace('right side left out', node, text(node.left));
      if (node.operator !== '??') replace('left side left out', node, text(node.right));
    },
    UnaryExpression: (node) => void (node.operator === '!' && replace('negation left out', node, text(node.argument))),
    UpdateExpression: (node) =>
      void replace('turned round', node, text(node).replaceAll(node.operator, node.operator === '++' ? '--' : '++')),
    BlockStatement: ({ body }) => statements(body),
    ObjectExpression({ properties }) {
      for (const [at, one] of properties.entries())
        if (one.type === 'SpreadElement') leaveOut('spread left out', properties, at);
    },
    ArrayExpression({ elements }) {
      if (elements.length < 2) return;
      for (const [at, one] of elements.entries())
        if (one && one.type !== 'Literal') leaveOut('element left out', elements, at);
    },
    CallExpression(node) {
      const { callee } = node;
      if (callee.type !== 'MemberExpression' || callee.computed) return;
      const { name } = callee.property as { name: string };
      const twin = twins[name];
      if (twin) replace(`${name} → ${twin}`, callee.property, twin);
      if (steps.has(name)) replace(`${name} left out`, node, text(callee.object));
    },
    TemplateLiteral: conjuncts,
    Literal(node) {
      if (untouched.has(node.start)) return;
      const { value } = node;
      if (typeof value === 'boolean') replace('turned round', node, String(!value));
      if (typeof value === 'number') replace('one more', node, String(value + 1));
      if (typeof value === 'string' && code.test(value)) replace('other text', node, "''");
      if (typeof value === 'string') conjuncts(node);
      if ('regex' in node && text(node).startsWith('/^'))
        replace('open at the start', node, text(node).replace('/^', '/'));
      if ('regex' in node && /\$\/\w*$/.test(text(node)))
        replace('open at the end', node, text(node).replace(/\$(\/\w*)$/, '$1'));
    },
  }).visit(program);
  return found.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

export const mutated = (source: string, { start, end, replacement }: Mutant): string =>
  source.slice(0, start) + replacement + source.slice(end);

/** Line and column, both from 1, as editors count them. */
export function placeOf(source: string, offset: number): { readonly line: number; readonly column: number } {
  const before = source.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
