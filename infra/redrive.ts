import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteMessageCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { deadWorkIn } from './dead-letters.ts';
import { namesOf } from './names.ts';

const { values } = parseArgs({
  options: { stage: { type: 'string' }, region: { type: 'string' }, run: { type: 'boolean', default: false } },
});
if (!values.stage) {
  console.error('Say which stage: npm run redrive -- --stage china [--region cn-northwest-1] [--run]');
  process.exit(2);
}

const region = values.region && { region: values.region };
const queues = new SQSClient({ ...region });
const functions = new LambdaClient({ ...region });

/** Shows one letter and, when asked to, starts its work again; the letter goes only after the work was accepted. */
async function redrive(QueueUrl: string, { Body = '', MessageAttributes = {}, ReceiptHandle }: Message): Promise<void> {
  const attributes = Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
  );
  const work = deadWorkIn({ body: Body, attributes });
  if (!work) return console.log(`unknown letter, left in the queue: ${Body.slice(0, 200)}`);
  console.log(`${work.functionName}  ${JSON.stringify(work.payload)}  (${work.reason})`);
  if (!values.run) return undefined;
  const Payload = new TextEncoder().encode(JSON.stringify(work.payload));
  await functions.send(new InvokeCommand({ FunctionName: work.functionName, InvocationType: 'Event', Payload }));
  await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return undefined;
}

const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: namesOf(values.stage).deadLetters }));
if (!QueueUrl) throw new Error('the queue has no address');
const seen = new Set<string>();
for (;;) {
  // A letter that stays is hidden for half a minute and then comes round again.
  const { Messages = [] } = await queues.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 30,
      WaitTimeSeconds: 2,
      MessageAttributeNames: ['All'],
    }),
  );
  const fresh = Messages.filter(({ MessageId = '' }) => !seen.has(MessageId));
  if (fresh.length === 0) break;
  for (const message of fresh) {
    await redrive(QueueUrl, message);
    seen.add(message.MessageId ?? '');
  }
}
console.log(`${seen.size} dead letters${seen.size > 0 && !values.run ? '; add --run to start their work again' : ''}`);
