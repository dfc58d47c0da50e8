import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reportFailure } from './report-failure.ts';
import { StartError } from './start-error.ts';
import { startOptions } from './start-options.ts';
import { refuseIfRunning } from './state-folder.ts';

/** Only a folder that this system created is ever emptied. */
const marks: readonly string[] = ['issuer-key.json', 'secrets.json', 'schedules.json', 'dynamodb.sqlite', 'lock'];

try {
  const { state } = startOptions(process.argv.slice(2));
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
} catch (error) {
  reportFailure('清空', error);
}
