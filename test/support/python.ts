import { loadPyodide } from 'pyodide';

const program = `
import runpy, sys
sys.argv = list(argv)
try:
    runpy.run_path(sys.argv[0], run_name='__main__')
except SystemExit as end:
    if end.code is not None:
        print(end.code)
`;

export type Python = (script: string, ...args: readonly string[]) => string;

/** The Python of the lockfile: runs a script that needs the standard library alone, and returns what it wrote. */
export async function startPython(folder: string): Promise<Python> {
  let written = '';
  const write = (line: string) => {
    written += `${line}\n`;
  };
  const python = await loadPyodide({ stdout: write, stderr: write });
  // What a script reads lies in this folder, under the same name inside.
  python.FS.mkdirTree(folder);
  python.mountNodeFS(folder, folder);
  return (script, ...args) => {
    written = '';
    python.globals.set('argv', python.toPy([script, ...args]));
    python.runPython(program);
    return written;
  };
}
