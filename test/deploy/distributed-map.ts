import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { namesOf } from '../../infra/names.ts';
import { clientsOf } from './clients.ts';
import { type EmulatedCloud, stage } from './emulated-cloud.ts';
import { within } from './probes/probe.ts';

const items = ['0', '1', '2', '3', '4', '5', '6', '7'];

/** Each of the items of a list, which a state before has made, by a child execution that answers what it was given. */
const definition = {
  StartAt: 'list',
  States: {
    list: { Type: 'Pass', Result: items, ResultPath: '$.items', Next: 'map' },
    map: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'batch.$': '$.batch', 'item.$': '$$.Map.Item.Value' },
      MaxConcurrency: 4,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'answer',
        States: { answer: { Type: 'Pass', End: true } },
      },
      End: true,
    },
  },
};

/** Whether a Distributed Map does its items; an emulator may let it succeed without doing anything. */
export async function runsEveryItem(cloud: EmulatedCloud): Promise<boolean> {
  const { states } = clientsOf(cloud);
  const { stateMachines = [] } = await states.send(new ListStateMachinesCommand({}));
  const deployed = stateMachines.find(({ name }) => name === namesOf(stage).drawProcess)?.stateMachineArn;
  const { roleArn } = await states.send(new DescribeStateMachineCommand({ stateMachineArn: deployed }));
  const made = { name: 'acceptance-map', roleArn, definition: JSON.stringify(definition) };
  const { stateMachineArn } = await states.send(new CreateStateMachineCommand(made));
  try {
    const started = new StartExecutionCommand({ stateMachineArn, input: JSON.stringify({ batch: 'b1' }) });
    const { executionArn } = await states.send(started);
    const { output = '' } = await within(30, 'the map does not end', async () => {
      const execution = await states.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING' ? undefined : execution;
    });
    const expected = items.map((item) => ({ batch: 'b1', item }));
    return JSON.stringify(JSON.parse(output)) === JSON.stringify(expected);
  } finally {
    await states.send(new DeleteStateMachineCommand({ stateMachineArn }));
  }
}
