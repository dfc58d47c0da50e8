import { existsSync, readFileSync } from 'node:fs';
import { readRecordFile } from '../shared/verification/record-file.ts';
import { unreadableInWords } from '../shared/verification/verdict-words.ts';
import { verifyRecord } from '../shared/verification/verify-record.ts';
import { type Command, commandOf, usage } from './arguments.ts';
import { fetchFiles } from './fetch-files.ts';
import { frameFilesOf } from './frame-files.ts';
import { fetchLog, reportLog } from './log-files.ts';
import { report, reportOn, stepList } from './report.ts';

/** Exit status: the verdict, or 2 if there was nothing to judge. */
const statusOf = { verified: 0, failed: 1, open: 3 } as const;
type Status = 0 | 1 | 2 | 3;

const print = (lines: readonly string[]): void => console.log(lines.join('\n'));

function refuse(reason: string): Status {
  console.error(`✗ ${reason}`);
  return 2;
}

function verify({ record, frames, id }: Extract<Command, { does: 'verify' }>): Status {
  if (!existsSync(record)) return refuse(`找不到 ${record}。`);
  const read = readRecordFile(readFileSync(record));
  if (!read.ok) return refuse(`${record} ${unreadableInWords(read.error)}`);
  const files = frameFilesOf(record, frames);
  if (!files.ok) return refuse(files.error);
  const { draw } = read.value.file;
  const known = new Set(
    [...draw.frames, ...draw.inspectorFrames, ...(draw.expertFrames ?? [])].map(({ frame }) => frame),
  );
  const stray = [...files.value.keys()].find((frame) => !known.has(frame));
  if (stray !== undefined) return refuse(`${stray} 不是本次抽取的抽样框；文件名应为抽样框名。`);
  const verification = verifyRecord(read.value, files.value);
  print(report(read.value, verification, files.value));
  if (id !== undefined) print(reportOn(read.value, files.value, { typed: id, verdict: verification.verdict }));
  return statusOf[verification.verdict];
}

async function main(words: readonly string[]): Promise<Status> {
  const command = commandOf(words);
  if (!command.ok) return refuse(`${command.error}\n\n${usage}`);
  if (command.value.does === 'help') {
    print([usage, '核对的步骤', ...stepList()]);
    return words.length === 0 ? 2 : 0;
  }
  if (command.value.does === 'verify') return verify(command.value);
  if (command.value.does === 'log') {
    const reported = reportLog(command.value);
    if (!reported.ok) return refuse(reported.error);
    print(reported.value.lines);
    return reported.value.holds ? 0 : 1;
  }
  if (command.value.does === 'fetch-log') {
    const fetched = await fetchLog(command.value, console.log);
    return fetched.ok ? 0 : refuse(fetched.error);
  }
  const fetched = await fetchFiles(command.value, console.log);
  if (!fetched.ok) return refuse(fetched.error);
  print(['', `下载完成，可断开网络后核对：npm run verify -- ${command.value.folder}/draw.json`]);
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  // A missing file, an unreachable network: the reason in a sentence, without a stack trace.
  process.exitCode = refuse(error instanceof Error ? error.message : String(error));
}
