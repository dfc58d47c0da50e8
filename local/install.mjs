// Runs before every npm script, with whatever Node the machine has and before anything is installed: plain JavaScript, no
// dependencies. Installs what package-lock.json says unless it is there; with --omit=dev only what the product itself
// needs. What is there is read from the record that npm writes at the end of every installation that came to its end.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const modules = join(root, 'node_modules');
const omitDev = process.argv.includes('--omit=dev');
const lock = JSON.parse(readOrStop(join(root, 'package-lock.json'))).packages;

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) stop(`Node.js 版本过低（${process.versions.node}）。`, '请安装 Node.js 20 或更高版本后重试。');

if (missing(omitDev).length > 0) await install();
// Node runs TypeScript as it stands; where none of its packages fits the machine, the machine's own has to.
if (major < 24 && !existsSync(join(modules, '.bin', 'node')))
  stop(`没有适合本机（${process.platform}-${process.arch}）的 Node.js 24 安装包。`, '请安装 Node.js 24 后重试。');

/** The packages of the lockfile that are not installed in its version: those of the product, or those of its tests too. */
function missing(withoutDev) {
  const installed = recorded();
  return Object.entries(lock)
    .filter(([path, entry]) => path !== '' && isNeeded(path, entry) && !(withoutDev && entry.dev))
    .filter(([path, { version }]) => installed[path]?.version !== version || !existsSync(join(root, path)))
    .map(([path]) => path);
}

/** npm passes over an optional package silently. Those that we name ourselves must be there where they are made for. */
function isNeeded(path, { optional, os, cpu }) {
  if (!optional) return true;
  const isNamed = path.slice('node_modules/'.length) in (lock[''].optionalDependencies ?? {});
  return isNamed && [os].flat().includes(process.platform) && [cpu].flat().includes(process.arch);
}

function recorded() {
  try {
    return JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
  } catch {
    return {};
  }
}

async function install() {
  console.log('正在安装依赖（首次约需 1 分钟，以后不再需要）……');
  const started = Date.now();
  const tick = setInterval(() => {
    console.log(`· ${Math.round((Date.now() - started) / 1000)} 秒  正在下载和解压……`);
  }, 5000);
  const { code, output } = await npm();
  clearInterval(tick);
  if (code !== 0) explain(output);
  const absent = missing(omitDev);
  if (absent.length > 0) stop(`以下依赖未能安装：${absent.join('、')}。`, '请检查网络后重试。', output);
  console.log(`✓ 依赖已安装，用时 ${Math.round((Date.now() - started) / 1000)} 秒`);
}

/**
 * Where the product is installed already and may be running, the rest is added beside it; otherwise npm begins anew.
 * With the machine's own Node: the one in node_modules is replaced while npm works.
 */
function npm() {
  const how = missing(true).length === 0 ? ['install', '--no-save'] : ['ci'];
  const what = omitDev ? ['--omit=dev'] : ['--include=dev'];
  const path = (process.env.PATH ?? '').split(delimiter).filter((entry) => !entry.includes('node_modules'));
  return new Promise((done) => {
    const child = spawn('npm', [...how, ...what, '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
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
  if (/ENOSPC/.test(output))
    stop('磁盘空间不足。', `安装需要约 ${omitDev ? '300 MB' : '1 GB'}，请清理后重试。`, output);
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
