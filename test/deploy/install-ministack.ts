import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endOf } from './command.ts';

const requirements = join(import.meta.dirname, 'requirements.txt');

/** Why the emulator cannot be had on this machine: no fault of the project, so whoever asked for it may go on without. */
export class Unavailable extends Error {}

const offline =
  /from versions: none|NewConnectionError|ConnectTimeout|Max retries|name resolution|ProxyError|SSLError/i;

/**
 * Installs the emulator of AWS from PyPI into a virtual environment of its own and answers its Python. What is there
 * already and is what requirements.txt asks for is kept.
 *
 * @throws Unavailable without Python, without its venv module, or when PyPI does not answer.
 */
export async function installMinistack(folder: string): Promise<string> {
  const venv = join(folder, 'venv');
  const python = join(venv, 'bin', 'python');
  const marker = join(venv, '.installed');
  const wanted = readFileSync(requirements, 'utf8');
  if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return python;

  mkdirSync(folder, { recursive: true });
  const options = { cwd: folder, env: environment(), log: join(folder, 'install.log') };
  const made = await endOf('python3', ['-m', 'venv', '--clear', venv], { ...options, seconds: 120 });
  if (made.status !== 0) throw new Unavailable(`python3 with its venv module is needed: ${lastLine(made.output)}`);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--timeout', '15', '--retries', '1'];
  const installed = await endOf(python, [...pip, '-r', requirements], { ...options, seconds: 300 });
  if (installed.timedOut || (installed.status !== 0 && offline.test(installed.output)))
    throw new Unavailable(`PyPI cannot be reached: ${lastLine(installed.output)}`);
  if (installed.status !== 0) throw new Error(`pip did not install ${requirements}:\n${installed.output}`);
  writeFileSync(marker, wanted);
  return python;
}

/** Everything of this process, since pip may need a proxy or another index. */
const environment = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const lastLine = (output: string): string => output.trim().split('\n').at(-1) ?? '';
