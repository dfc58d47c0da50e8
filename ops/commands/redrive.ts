import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { defineCommand } from '../command.ts';
import { type LetterBox, redriveLetters } from '../redrive-letters.ts';
import { type Cloud, cloudOf, targetOptions, targetShape } from '../target.ts';

const { stage, region, 'endpoint-url': endpoint } = targetOptions;
const { prefix: _, local: __, state: ___, ...shape } = targetShape;

export const redrive = defineCommand({
  name: 'redrive',
  summary: { zh: '查看死信，或重新办理其中的工作', en: 'shows dead letters, or restarts their work' },
  help: `  --stage 阶段 [--region 区域] [--endpoint-url 地址]
  --run    重新办理 (restart the work); 不加则只看不动 (without it nothing changes)
           每封只办一次：再次失败的会另有新的死信 (each once: work that fails again leaves a new letter)

应先消除原因。每项工作均可重复执行 (remove the cause first; every job may run twice)。
本机系统没有死信：未完成的任务在下次启动时自动续办 (a local system has none: it resumes work when it starts)。`,
  options: { stage, region, 'endpoint-url': endpoint, run: { type: 'boolean' } },
  schema: z.strictObject({ ...shape, run: z.boolean().default(false) }),
  run: async ({ run, ...target }, io) => redriveLetters(await letterBox(cloudOf(target)), run, io),
});

async function letterBox({ names, client }: Cloud): Promise<LetterBox> {
  const queues = new SQSClient(client);
  const functions = new LambdaClient(client);
  const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: names.deadLetters }));
  if (!QueueUrl) throw new Error(`queue ${names.deadLetters} has no address`);
  return {
    async receive() {
      // Hidden until this run has read all of them; if it breaks off, they reappear after five minutes.
      const asked = { MaxNumberOfMessages: 10, VisibilityTimeout: 300, WaitTimeSeconds: 2 };
      const { Messages = [] } = await queues.send(
        new ReceiveMessageCommand({ QueueUrl, ...asked, MessageAttributeNames: ['All'] }),
      );
      return Messages.map(({ MessageId = '', Body = '', MessageAttributes = {}, ReceiptHandle = '' }) => ({
        id: MessageId,
        receipt: ReceiptHandle,
        body: Body,
        attributes: Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
        ),
      }));
    },
    async remove(receipt) {
      await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: receipt }));
    },
    async release(ReceiptHandle) {
      await queues.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    },
    async start(FunctionName, payload) {
      const Payload = new TextEncoder().encode(JSON.stringify(payload));
      await functions.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
    },
  };
}
