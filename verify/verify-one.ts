import { err, ok, type Result } from '../shared/base/result.ts';
import { frameFile } from '../shared/verification/frame-file.ts';
import type { ReadRecord } from '../shared/verification/record-file.ts';
import { type Verdict, verifyRecord } from '../shared/verification/verify-record.ts';
import type { VerifyCommand } from './arguments.ts';
import { frameFilesOf } from './frame-files.ts';
import { report, reportOn } from './report.ts';

/** Verifies a record of suiji-draw/1, which has neither slips nor a key. */
export function verifyOne(
  read: ReadRecord,
  { record, frames, id, slip, key }: VerifyCommand,
): Result<{ readonly lines: readonly string[]; readonly verdict: Verdict }, string> {
  if (slip !== undefined || key !== undefined) return err('这次抽取采用 suiji-draw/1，没有自查单和批次密钥。');
  const files = frameFilesOf(record, frames, frameFile);
  if (!files.ok) return files;
  const { draw } = read.file;
  const known = new Set(
    [...draw.frames, ...draw.inspectorFrames, ...(draw.expertFrames ?? [])].map(({ frame }) => frame),
  );
  const stray = [...files.value.keys()].find((frame) => !known.has(frame));
  if (stray !== undefined) return err(`${stray} 不是本次抽取的抽样框；文件名应为抽样框名。`);
  const verification = verifyRecord(read, files.value);
  const { verdict } = verification;
  const asked = id === undefined ? [] : reportOn(read, files.value, { typed: id, verdict });
  return ok({ lines: [...report(read, verification, files.value), ...asked], verdict });
}
