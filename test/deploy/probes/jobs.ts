import { InvokeCommand } from '@aws-sdk/client-lambda';
import { ListExecutionsCommand, ListStateMachinesCommand } from '@aws-sdk/client-sfn';
import { GetQueueUrlCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { namesOf } from '../../../infra/names.ts';
import { exits } from '../../../ops/command.ts';
import { askAws } from '../ask-aws.ts';
import { clientsOf } from '../clients.ts';
import { type EmulatedCloud, stage } from '../emulated-cloud.ts';
import { ops, opsEnd } from '../operate.ts';
import { must, type Probe, within } from './probe.ts';

const names = namesOf(stage);

const Schedules = z.object({ Schedules: z.array(z.object({ Name: z.string() })) });
const Schedule = z.looseObject({ ScheduleExpression: z.string(), Target: z.looseObject({ Arn: z.string() }) });

async function logLines(cloud: EmulatedCloud, name: string): Promise<readonly string[]> {
  const body = JSON.stringify({ logGroupName: names.logGroup(name) });
  const answer = await askAws(cloud, { service: 'logs', target: 'Logs_20140328.FilterLogEvents', body });
  const { events } = z.object({ events: z.array(z.object({ message: z.string() })) }).parse(JSON.parse(answer));
  return events.map(({ message }) => message);
}

/** Longer than a key of DynamoDB may be, so that the job fails whenever it runs. */
const impossible = { importId: 'x'.repeat(3000) };

export const smokeProbe: Probe = {
  what: '`npm run ops -- smoke`: every function answers a direct call',
  shows: ['AWS::Lambda::Function', 'AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret', 'AWS::IAM::Role'],
  async run({ cloud }) {
    const printed = await ops(cloud, 'smoke');
    return `${printed.match(/^ok /gm)?.length ?? 0} calls ok`;
  },
};

export const jobProbes: readonly Probe[] = [
  {
    what: 'a schedule starts its job: the target of a deployed one, at a time of our own',
    shows: ['AWS::Scheduler::Schedule', 'AWS::Logs::LogGroup'],
    async run({ cloud }) {
      const listed = Schedules.parse(
        JSON.parse(await askAws(cloud, { service: 'scheduler', method: 'GET', path: '/schedules' })),
      );
      const name = listed.Schedules.find((each) => each.Name.includes('reminddeadlines'))?.Name;
      must(name !== undefined, 'no schedule of remind-deadlines');
      const kept = Schedule.parse(
        JSON.parse(await askAws(cloud, { service: 'scheduler', method: 'GET', path: `/schedules/${name}` })),
      );
      const before = (await logLines(cloud, 'remind-deadlines')).length;
      const soon = new Date(Date.now() + 3_000).toISOString().slice(0, 19);
      const body = JSON.stringify({
        ScheduleExpression: `at(${soon})`,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: kept.Target,
      });
      await askAws(cloud, { service: 'scheduler', method: 'POST', path: '/schedules/acceptance-once', body });
      const line = await within(90, 'the job has not logged its end', async () =>
        (await logLines(cloud, 'remind-deadlines')).slice(before).find((each) => each.includes('job done')),
      );
      return `remind-deadlines ran and counted ${/"counts":(\{[^}]*\})/.exec(line)?.[1] ?? 'nothing'}`;
    },
  },
  {
    what: 'a job that fails for good becomes a dead letter, and `npm run ops -- redrive` starts it again',
    shows: ['AWS::Lambda::EventInvokeConfig', 'AWS::SQS::Queue'],
    async run({ cloud }) {
      const { lambda, queues } = clientsOf(cloud);
      const FunctionName = names.function('stage-import');
      await lambda.send(
        new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify(impossible) }),
      );
      const { QueueUrl } = await queues.send(new GetQueueUrlCommand({ QueueName: names.deadLetters }));
      await within(90, 'no dead letter', async () => {
        const { Messages } = await queues.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
        return Messages?.[0];
      });
      const { status, output: shown } = await opsEnd(cloud, 'redrive');
      must(status === exits.found, `redrive ended with ${status} though there is a letter`);
      must(shown.includes(FunctionName), `redrive does not name the function: ${shown}`);
      // The job fails again at once, and its new letter is not of this run.
      const sent = await ops(cloud, 'redrive', '--run');
      must(sent.includes('started again 1, left 0'), `redrive did not start it once: ${sent}`);
      return 'after two repeats; listed, started again and taken from the queue';
    },
  },
];

/** After the story, which goes through every state machine that a stack has. */
export const processProbe: Probe = {
  what: 'every state machine has run to its end',
  shows: ['AWS::StepFunctions::StateMachine'],
  async run({ cloud }) {
    const { states } = clientsOf(cloud);
    const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
    for (const { stateMachineArn, name } of stateMachines) {
      const { executions = [] } = await states.send(new ListExecutionsCommand({ stateMachineArn }));
      const ends = executions.map(({ status }) => status);
      must(ends.includes('SUCCEEDED'), `${name}: ${ends.join(', ') || 'never started'}`);
    }
    return stateMachines.length === 0 ? 'there is none' : `${stateMachines.length} of them`;
  },
};
