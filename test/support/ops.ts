import { inject } from 'vitest';
import type { Exit, Io } from '../../ops/command.ts';
import { main } from '../../ops/main.ts';
import type { TestStore } from './emulator.ts';

export interface OpsRun {
  readonly exit: Exit;
  readonly said: string;
}

/** Runs `npm run ops -- …` in this process, at a moment of the test's choice. */
export async function ops(args: readonly string[], now = '2026-03-03T02:00:00Z'): Promise<OpsRun> {
  const { io, said } = ioForTest(now);
  const exit = await main(args, io);
  return { exit, said: said() };
}

export function ioForTest(now = '2026-03-03T02:00:00Z'): { readonly io: Io; readonly said: () => string } {
  const lines: string[] = [];
  return { io: { say: (line) => void lines.push(line), clock: () => new Date(now) }, said: () => lines.join('\n') };
}

/** The options that name the tables of a test. */
export const targetOf = ({ db }: TestStore): readonly string[] => [
  '--endpoint-url',
  inject('dynamodbEndpoint'),
  '--prefix',
  db.names.audit.replace(/audit$/, ''),
];
