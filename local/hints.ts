import { relative, resolve } from 'node:path';
import { defaultState } from './start-options.ts';

const defaultPort = 8080;

/** How to clear this state folder, to be copied as it stands. */
export const resetCommand = (state: string): string => `npm run reset${stateOption(state)}`;

/** How to tell the story to the system on this port. */
export const demoCommand = (port: number): string =>
  port === defaultPort ? 'npm run demo' : `npm run demo -- --port ${port}`;

/** How to start the system on this port and folder. */
export function startCommand({ port, state }: { readonly port: number; readonly state: string }): string {
  const options = `${port === defaultPort ? '' : ` --port ${port}`}${stateOption(state).replace(' --', '')}`;
  return options === '' ? 'npm start' : `npm start --${options}`;
}

const stateOption = (state: string): string =>
  resolve(state) === resolve(defaultState) ? '' : ` -- --state ${shown(state)}`;

/** As somebody in this folder would write it; what a shell would take apart is quoted. */
function shown(state: string): string {
  const path = resolve(state);
  const near = relative(process.cwd(), path);
  const text = near.startsWith('..') ? path : near;
  return /^[\w./@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
