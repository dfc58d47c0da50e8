import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { logger } from '../functions/chain/logger.ts';
import { county } from '../shared/codes/county.ts';
import { type DemoUser, demoUsers } from './demo/users.ts';
import { demoCommand, resetCommand } from './hints.ts';
import { demoBegins } from './known-round.ts';
import { roleNames } from './login-page.ts';
import { reportFailure } from './report-failure.ts';
import { StartError } from './start-error.ts';
import { type StartOptions, startOptions, usage } from './start-options.ts';
import { type System, startSystem } from './system.ts';

const started = performance.now();
const progress = (text: string) => {
  console.log(`· ${((performance.now() - started) / 1000).toFixed(1).padStart(5)} 秒  ${text}`);
};

async function start(options: StartOptions): Promise<void> {
  // The log line of each request is for the cloud; here only problems are shown.
  if (process.env.POWERTOOLS_LOG_LEVEL === undefined) logger.setLogLevel('WARN');
  refuseLateBeginning(options);
  console.log(`正在启动${county.name}“双随机、一公开”联合监管系统（本机）……`);
  const running = stopOnSignal();
  const system = await startSystem({
    ...options,
    endpoint: process.env.DYNAMODB_ENDPOINT,
    webhookUrl: process.env.WEBHOOK_URL,
    begin: options.begin ?? (options.demo ? demoBegins : undefined),
    relays: process.env.DRAND_RELAYS?.split(',').filter((relay) => relay !== ''),
    progress,
  });
  running.system = system;
  try {
    if (!options.empty) await system.once('demo-county', () => loadCounty(system, options.state));
    console.log(welcome(system, options));
    if (options.demo) await tellStory(system);
  } catch (error) {
    // Work cut short by a stop has not failed: the next start resumes it.
    if (running.stopping) return;
    await system.stop();
    throw error;
  }
}

/** What is recorded cannot lie in the future of the clock. */
function refuseLateBeginning({ begin, state }: StartOptions): void {
  if (begin === undefined) return;
  if (process.env.DYNAMODB_ENDPOINT !== undefined)
    throw new StartError(
      '使用外部数据库时不能指定系统时钟的第一天。',
      '请去掉 --first-day，或不设 DYNAMODB_ENDPOINT。',
    );
  if (existsSync(join(state, 'clock.json')) || existsSync(join(state, 'dynamodb.sqlite')))
    throw new StartError(
      `${state} 中已有数据，系统时钟不能重新开始。`,
      `请去掉 --first-day，或先执行 ${resetCommand(state)}，或用 --state 另选目录。`,
    );
}

// The demonstration speaks of departments that another county may not have.
async function loadCounty(system: System, state: string): Promise<void> {
  const { loadDemoCounty } = await import('./load-demo-county.ts');
  await loadDemoCounty({ ...system, directory: join(state, 'demo-county'), progress });
}

async function tellStory({ gatewayUrl, issuerUrl }: System): Promise<void> {
  const { runStory } = await import('./demo/story.ts');
  await runStory({ gatewayUrl, issuerUrl });
}

/** A signal during startup ends the process and the emulator with it. */
function stopOnSignal(): { system?: System; stopping: boolean } {
  const running: { system?: System; stopping: boolean } = { stopping: false };
  const stop = () => {
    if (running.stopping || !running.system) process.exit(1);
    running.stopping = true;
    logger.setLogLevel('SILENT');
    console.log('\n正在停止……（数据已保存）');
    void running.system.stop().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return running;
}

const shown: readonly string[] = [
  'office1',
  'scjg-officer1',
  'scjg-officer2',
  'scjg-inspector1',
  'supervisor',
  'auditor',
];

const userLine = ({ username, name, roles }: DemoUser) =>
  `    ${username.padEnd(18)}${roles.map((role) => roleNames[role]).join('、')}（${name}）`;

/** The story is that of the county that ships. */
const storyLine = (port: number): string =>
  process.env.COUNTY_PROFILE === undefined ? `    ${demoCommand(port)}    （在另一窗口运行全流程演示）\n` : '';

const welcome = ({ gatewayUrl, issuerUrl }: System, { port, state }: StartOptions): string => `
✓ 系统已就绪

  接口文档（可试用）  ${gatewayUrl}/reference
  抽签结果核对（公众）${gatewayUrl}/verification
  接口地址            ${gatewayUrl}
  演示用户登录        ${issuerUrl}/      （取得令牌，共 ${demoUsers.length} 名用户，无需密码）
  系统时钟            ${issuerUrl}/clock （仅供演示，可向前拨）
  数据目录            ${state}           （停止后保留；${resetCommand(state)} 清空）

  部分演示用户
${demoUsers
  .filter(({ username }) => shown.includes(username))
  .map(userLine)
  .join('\n')}

  可以试一试
${storyLine(port)}    TOKEN=$(curl -s ${issuerUrl}/token -d username=scjg-officer1 | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
    curl -H "authorization: Bearer $TOKEN" '${gatewayUrl}/items?limit=3'
    curl -X PUT -H 'content-type: application/json' -d '{"advanceDays": 1}' ${issuerUrl}/clock

  按 Ctrl+C 停止。
`;

try {
  const options = startOptions(process.argv.slice(2));
  if (options.help) console.log(usage);
  else await start(options);
} catch (error) {
  reportFailure('启动', error);
}
