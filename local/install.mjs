// Runs before every npm script, with whatever Node the machine has and before anything is installed: plain JavaScript, no
// dependencies. Installs what package-lock.json says, unless that is what is there.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const modules = join(root, 'node_modules');
const marker = join(modules, '.installed-lock');
const lockText = readOrStop(join(root, 'package-lock.json'));
const lockHash = createHash('sha256').update(lockText).digest('hex');

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) stop(`Node.js 版本过低（${process.versions.node}）。`, '请安装 Node.js 20 或更高版本后重试。');

if (markerText() === lockHash) process.exit(0);
if (alreadyInstalled()) writeFileSync(marker, lockHash);
else await install();

function markerText() {
  return existsSync(marker) ? readFileSync(marker, 'utf8') : '';
}

/** After `npm install` by hand, npm's own record says what is there. */
function alreadyInstalled() {
  try {
    const record = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    const wanted = Object.entries(JSON.parse(lockText).packages).filter(([path, { optional }]) => path && !optional);
    return wanted.every(([path, { version }]) => record[path]?.version === version);
  } catch {
    return false;
  }
}

async function install() {
  console.log('正在安装依赖（首次约需 1 至 2 分钟，以后不再需要）……');
  const started = Date.now();
  const tick = setInterval(() => {
    console.log(`· ${Math.round((Date.now() - started) / 1000)} 秒  正在下载和解压……`);
  }, 5000);
  const { code, output } = await npmCi();
  clearInterval(tick);
  if (code !== 0) explain(output);
  writeFileSync(marker, lockHash);
  console.log(`✓ 依赖已安装，用时 ${Math.round((Date.now() - started) / 1000)} 秒`);
}

/** With the machine's own Node: the one in node_modules is replaced while npm works. */
function npmCi() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  return new Promise((done) => {
    const child = spawn('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env: { ...process.env, PATH: path.join(delimiter) },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => done({ code: 1, output: String(error) }));
    child.on('close', (code) => done({ code, output }));
  });
}

function explain(output) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network|proxy/i.test(output))
    stop('无法连接 npm 软件源。', '请检查网络和代理（npm config get registry、npm config get proxy）后重试。', output);
  if (/ENOSPC/.test(output)) stop('磁盘空间不足。', '安装需要约 1 GB，请清理后重试。', output);
  if (/EACCES|EPERM|EROFS/.test(output)) stop(`没有写入 ${modules} 的权限。`, '请检查目录归属后重试。', output);
  if (/spawn npm ENOENT/.test(output)) stop('没有找到 npm。', '请安装 npm（随 Node.js 提供）后重试。');
  stop('安装依赖未成功。', '请根据 npm 的提示处理后重试。', output);
}

function readOrStop(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return stop(`找不到 ${file}。`, '程序文件可能不完整，请重新获取。');
  }
}

function stop(reason, remedy, output = '') {
  const said = output.trim().split('\n').slice(-8);
  if (output) console.error(said.map((line) => `  npm：${line}`).join('\n'));
  console.error(`\n✗ ${reason}\n  处理：${remedy}`);
  process.exit(1);
}
