import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { OutdatedTable } from './create-tables.ts';
import { EmulatorError } from './emulator.ts';
import { StartError } from './start-error.ts';

/** Reports in plain words why a command failed. The stack trace of our own bug goes to a file, not to the screen. */
export function reportFailure(what: string, error: unknown): void {
  console.error(`\n✗ ${what}未成功。`);
  if (error instanceof StartError) {
    console.error(`  原因：${error.message}\n  处理：${error.remedy}`);
  } else if (error instanceof EmulatorError || error instanceof OutdatedTable) {
    console.error(`  原因：${error.message}`);
  } else {
    const file = join(tmpdir(), `suiji-${process.pid}.log`);
    writeFileSync(file, `${inspect(error)}\n`, { mode: 0o600 });
    console.error(`  原因：${error instanceof Error ? error.message : error}\n  详情已写入 ${file}`);
  }
  process.exitCode = 1;
}
