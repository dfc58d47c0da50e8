import { resolve } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { namesOf } from '../../infra/names.ts';
import { readAddresses } from '../../local/addresses.ts';
import { defaultState } from '../../local/start-options.ts';
import { defineCommand, exits, type Io, UsageError } from '../command.ts';
import { localAsker } from '../local-asker.ts';
import { type SmokeCall, smokeCalls } from '../smoke-events.ts';
import { cloudOf, isRunning, type Target, targetHelp, targetOptions, targetShape } from '../target.ts';

/** Calls one function; returns its response, or the error. */
export type Asker = (call: SmokeCall) => Promise<unknown>;

const { prefix: _, ...options } = targetOptions;
const { prefix: __, ...shape } = targetShape;

export const smoke = defineCommand({
  name: 'smoke',
  summary: { zh: '连通检查：每个环节是否应答，只读不写', en: 'calls every step and the authoriser; changes nothing' },
  help: `${targetHelp}

阶段由 Lambda 直接调用，不经网关，备案前也可用 (a stage's functions are called directly, which works before the ICP record)。`,
  options,
  schema: z.strictObject(shape),
  run: async (target, io) => report(await askerOf(target), target.stage ?? 'local', io),
});

async function askerOf(target: Target): Promise<Asker> {
  if (!target.local) return lambdaAsker(await reachable(new LambdaClient(cloudOf(target).client)));
  const state = resolve(target.state ?? defaultState);
  if (!isRunning(state)) throw new UsageError('本机系统未运行，请先执行 npm start (the local system is not running)');
  return localAsker(readAddresses(state));
}

/** Without region or credentials no function can be called, which proves nothing about the functions. */
async function reachable(client: LambdaClient): Promise<LambdaClient> {
  await client.config.region();
  await client.config.credentials();
  return client;
}

const lambdaAsker =
  (client: LambdaClient): Asker =>
  async ({ functionName, event }) => {
    const payload = new TextEncoder().encode(JSON.stringify(event));
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: payload }));
    return JSON.parse(new TextDecoder().decode(Payload));
  };

/** Calls all functions and reports which are well. */
export async function report(ask: Asker, stage: string, { say }: Pick<Io, 'say'>) {
  let failed = 0;
  const calls = smokeCalls(namesOf(stage).function);
  for (const call of calls) {
    const answer = await ask(call).catch((error: unknown) => `${error}`);
    const well = call.healthy(answer);
    if (!well) failed += 1;
    say(`${well ? 'ok  ' : 'FAIL'}  ${call.functionName}  ${call.what}`);
    if (!well) say(`      ${(typeof answer === 'string' ? answer : JSON.stringify(answer)).slice(0, 300)}`);
  }
  say(failed === 0 ? `${calls.length} 项均应答 (all answer)` : `${failed} 项未应答 (do not answer)`);
  return failed === 0 ? exits.well : exits.found;
}
