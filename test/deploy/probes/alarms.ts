import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { askAws, elementsOf } from '../ask-aws.ts';
import { clientsOf } from '../clients.ts';
import type { EmulatedCloud } from '../emulated-cloud.ts';
import { must, type Probe, within } from './probe.ts';

const form = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();

async function alarmNames(cloud: EmulatedCloud): Promise<readonly string[]> {
  const names: string[] = [];
  let next: string | undefined;
  do {
    const asked = { Action: 'DescribeAlarms', Version: '2010-08-01', ...(next !== undefined && { NextToken: next }) };
    const page = await askAws(cloud, { service: 'monitoring', body: form(asked) });
    names.push(...elementsOf(page, 'AlarmName'));
    next = elementsOf(page, 'NextToken')[0];
  } while (next !== undefined);
  return names;
}

/** A queue of this run that hears what the topic of the alarms is told. */
async function listenTo(cloud: EmulatedCloud): Promise<() => Promise<readonly string[]>> {
  const { queues } = clientsOf(cloud);
  const { QueueUrl } = await queues.send(new CreateQueueCommand({ QueueName: 'acceptance-alarms' }));
  const [TopicArn = ''] = elementsOf(
    await askAws(cloud, { service: 'sns', body: form({ Action: 'ListTopics' }) }),
    'TopicArn',
  );
  const Endpoint = TopicArn.replace(':sns:', ':sqs:').replace(/[^:]+$/, 'acceptance-alarms');
  await askAws(cloud, { service: 'sns', body: form({ Action: 'Subscribe', Protocol: 'sqs', TopicArn, Endpoint }) });
  return async () => {
    const { Messages = [] } = await queues.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { ReceiptHandle } of Messages) await queues.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    return Messages.map(({ Body = '' }) => Body);
  };
}

export const alarmProbe: Probe = {
  what: 'every alarm, put into alarm by hand, tells the topic what it means',
  shows: ['AWS::CloudWatch::Alarm', 'AWS::SNS::Topic'],
  async run({ cloud }) {
    const heard = await listenTo(cloud);
    const names = await alarmNames(cloud);
    must(names.length > 0, 'there are no alarms');
    const state = { Action: 'SetAlarmState', Version: '2010-08-01', StateValue: 'ALARM', StateReason: 'acceptance' };
    for (const AlarmName of names) await askAws(cloud, { service: 'monitoring', body: form({ ...state, AlarmName }) });
    const missing = new Set(names);
    await within(60, `not heard of ${[...missing].slice(0, 3).join(', ')}`, async () => {
      const texts = await heard();
      for (const name of missing) if (texts.some((text) => text.includes(name))) missing.delete(name);
      return missing.size === 0 ? true : undefined;
    });
    return `${names.length} alarms`;
  },
};
