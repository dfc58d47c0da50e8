import { existsSync, readFileSync } from 'node:fs';
import { readAnyRecord } from '../shared/verification/read-any-record.ts';
import { unreadableInWords } from '../shared/verification/verdict-words.ts';
import { commandOf, usage, type VerifyCommand } from './arguments.ts';
import { fetchFiles } from './fetch-files.ts';
import { fetchLog, reportLog } from './log-files.ts';
import { stepListTwo } from './report-two.ts';
import { verifyOne } from './verify-one.ts';
import { verifyTwo } from './verify-two.ts';

/** Exit status: the verdict, or 2 if there was nothing to judge. */
const statusOf = { verified: 0, failed: 1, open: 3 } as const;
type Status = 0 | 1 | 2 | 3;

const print = (lines: readonly string[]): void => console.log(lines.join('\n'));

function refuse(reason: string): Status {
  console.error(`✗ ${reason}`);
  return 2;
}

function verify(command: VerifyCommand): Status {
  const { record } = command;
  if (!existsSync(record)) return refuse(`找不到 ${record}。`);
  const any = readAnyRecord(readFileSync(record));
  if (!any.ok) return refuse(`${record} ${unreadableInWords(any.error)}`);
  const { spec, read } = any.value;
  const verified = spec === 'suiji-draw/2' ? verifyTwo(read, command) : verifyOne(read, command);
  if (!verified.ok) return refuse(verified.error);
  print(verified.value.lines);
  return statusOf[verified.value.verdict];
}

async function main(words: readonly string[]): Promise<Status> {
  const command = commandOf(words);
  if (!command.ok) return refuse(`${command.error}\n\n${usage}`);
  if (command.value.does === 'help') {
    print([usage, '核对的步骤', ...stepListTwo()]);
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
