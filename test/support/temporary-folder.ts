import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const prefix = 'suiji-tests-';

/**
 * Temporary files of a run lie in a folder of its own, which goes with it: templates, bundles and the folders of whole
 * systems that a test started, or that a test which was interrupted left.
 */
export function setup(): void {
  // One folder for all kinds of tests: inside one another their paths become too long for a browser's socket.
  if (basename(tmpdir()).startsWith(prefix)) return;
  const folder = mkdtempSync(join(tmpdir(), prefix));
  // What a worker or a program that a test starts takes for the system's folder.
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}
