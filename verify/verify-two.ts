import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { err, ok, type Result } from '../shared/base/result.ts';
import type { KeyEvidence } from '../shared/draw/verify-draw.ts';
import {
  FactsFile,
  frozenFactsOf,
  keyFileIn,
  keyFileNames,
  keyIn,
  PeopleFile,
  TurnsFile,
} from '../shared/verification/two/key-file.ts';
import { listFile } from '../shared/verification/two/list-file.ts';
import type { ReadRecord } from '../shared/verification/two/record-file.ts';
import { slipIn } from '../shared/verification/two/slip-file.ts';
import { type Verdict, verifyRecord } from '../shared/verification/two/verify-record.ts';
import type { VerifyCommand } from './arguments.ts';
import { filesIn, frameFilesOf } from './frame-files.ts';
import { reportOnTwo, reportTwo } from './report-two.ts';

/** Verifies a record of suiji-draw/2 with what is at hand: its list files, a slip, the key with the books. */
export function verifyTwo(
  read: ReadRecord,
  { record, frames, id, slip: slipPath, key, book }: VerifyCommand,
): Result<{ readonly lines: readonly string[]; readonly verdict: Verdict }, string> {
  const files = frameFilesOf(record, frames, listFile);
  if (!files.ok) return files;
  const { draw } = read.file;
  const known = new Set([...draw.frames.map(({ frame }) => frame), 'inspectors', 'experts']);
  const stray = [...files.value.keys()].find((frame) => !known.has(frame));
  if (stray !== undefined) return err(`${stray} 不是本次抽取的抽样框；文件名应为抽样框名。`);
  const text = slipPath === undefined ? ok(undefined) : textOf(slipPath);
  if (!text.ok) return text;
  const slip = text.value === undefined ? undefined : slipIn(text.value);
  if (text.value !== undefined && !slip) return err(`${slipPath} 不是自查单。`);
  const byKey = key === undefined || book === undefined ? ok(undefined) : keyEvidence(key, book);
  if (!byKey.ok) return byKey;
  const verification = verifyRecord(read, {
    files: files.value,
    ...(slip && { slip }),
    ...(byKey.value && { byKey: byKey.value }),
  });
  const asked = id === undefined ? [] : reportOnTwo(read.file, { typed: id, verdict: verification.verdict });
  return ok({ lines: [...reportTwo(read, verification, files.value), ...asked], verdict: verification.verdict });
}

/** The key and all that was handed out beside it; what is missing is not checked. */
function keyEvidence(keyPath: string, folder: string): Result<KeyEvidence, string> {
  const key = textOf(keyPath);
  if (!key.ok) return key;
  const books = filesIn([folder], listFile);
  if (!books.ok) return books;
  const people = beside(join(folder, keyFileNames.people), PeopleFile);
  const facts = beside(join(folder, keyFileNames.facts), FactsFile);
  const turns = beside(join(folder, keyFileNames.turns), TurnsFile);
  if (!people.ok) return people;
  if (!facts.ok) return facts;
  if (!turns.ok) return turns;
  return ok({
    key: keyIn(key.value),
    books: books.value,
    ...people.value,
    ...(facts.value && { facts: frozenFactsOf(facts.value) }),
    ...(turns.value && { turns: turns.value }),
  });
}

function beside<T>(path: string, schema: z.ZodType<T>): Result<T | undefined, string> {
  if (!existsSync(path)) return ok(undefined);
  const read = keyFileIn(readFileSync(path, 'utf8'), schema);
  return read.ok ? ok(read.value) : err(`${path} 不合规范（${read.error.where}）。`);
}

const textOf = (path: string): Result<string, string> =>
  existsSync(path) ? ok(readFileSync(path, 'utf8')) : err(`找不到 ${path}。`);
