import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { toldHelp } from './help.ts';
import { reportFailure } from './report-failure.ts';
import { StartError } from './start-error.ts';
import { defaultState, startOptions } from './start-options.ts';
import { refuseIfRunning } from './state-folder.ts';

/** Only a folder that this system created is ever emptied. */
const marks: readonly string[] = ['issuer-key.json', 'secrets.json', 'schedules.json', 'dynamodb.sqlite', 'lock'];

const usage = `用法：npm run reset [-- --state 目录]
  清空本机系统的数据目录（默认 ${defaultState}）；系统运行时不清空，也不动别的目录`;

function clear(state: string): void {
  const root = resolve(state);
  if (!existsSync(root)) {
    console.log(`${root} 不存在，无需清空。`);
  } else {
    if (!readdirSync(root).some((name) => marks.includes(name)))
      throw new StartError(`${root} 不是本系统的数据目录，未作任何删除。`, '请用 --state 指明启动时所用的目录。');
    refuseIfRunning(join(root, 'lock'), root);
    rmSync(root, { recursive: true });
    console.log(`已清空 ${root}，下次启动将重新导入演示数据。`);
  }
}

try {
  if (!toldHelp(usage)) clear(startOptions(process.argv.slice(2)).state);
} catch (error) {
  reportFailure('清空', error);
}
