import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Compiler, startCompiler } from '../../mutate/compiler.ts';

let compiler: Compiler;
beforeAll(async () => {
  compiler = await startCompiler();
});
afterAll(() => compiler.stop());

const file = 'shared/domain/deadline/deadline.ts';
const source = readFileSync(file, 'utf8');

test('the compiler refuses a text for a file whose types do not fit, and takes the file as it stands', async () => {
  const broken = `${source}\nexport const 日: number = '二十';\n`;
  const asked = [broken, source, broken].map((text) => compiler.faultIn(file, text));
  const fault = "Type 'string' is not assignable to type 'number'.";
  expect(await Promise.all(asked)).toEqual([fault, undefined, fault]);
});

test('what it was asked about one file is forgotten when it is asked about another', async () => {
  await compiler.faultIn(file, 'export {};');
  const other = 'shared/domain/deadline/state.ts';
  expect(await compiler.faultIn(other, readFileSync(other, 'utf8'))).toBeUndefined();
});
