import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { namesOf } from './names.ts';
import { type SmokeCall, smokeCalls } from './smoke-events.ts';

const { values } = parseArgs({ options: { stage: { type: 'string' }, region: { type: 'string' } } });
if (!values.stage) {
  console.error('Say which stage: npm run smoke -- --stage china [--region cn-northwest-1]');
  process.exit(2);
}

const client = new LambdaClient({ ...(values.region && { region: values.region }) });

async function ask({ functionName, event, healthy }: SmokeCall): Promise<string | undefined> {
  const payload = new TextEncoder().encode(JSON.stringify(event));
  const { Payload } = await client.send(new InvokeCommand({ FunctionName: functionName, Payload: payload }));
  const text = new TextDecoder().decode(Payload);
  return healthy(JSON.parse(text)) ? undefined : text.slice(0, 300);
}

/** Calls the deployed functions directly, with the caller's own rights, and reports which of them answer. */
let failed = 0;
for (const call of smokeCalls(namesOf(values.stage).function)) {
  const wrong = await ask(call).catch((error: unknown) => String(error));
  console.log(
    `${wrong === undefined ? 'ok  ' : 'FAIL'}  ${call.functionName}  ${call.what}${wrong ? `\n      ${wrong}` : ''}`,
  );
  if (wrong !== undefined) failed += 1;
}
console.log(failed === 0 ? 'every function answers' : `${failed} calls failed`);
if (failed > 0) process.exitCode = 1;
