import { describe, expect, test } from 'vitest';
import { demoCommand, resetCommand, startCommand } from '../../local/hints.ts';

describe('a command to copy', () => {
  test.each([
    [resetCommand('.local/system'), 'npm run reset'],
    [resetCommand('.local/second'), 'npm run reset -- --state .local/second'],
    [resetCommand('/var/lib/睢县 演示'), "npm run reset -- --state '/var/lib/睢县 演示'"],
    [demoCommand(8080), 'npm run demo'],
    [demoCommand(9000), 'npm run demo -- --port 9000'],
    [startCommand({ port: 8080, state: '.local/system' }), 'npm start'],
    [startCommand({ port: 9000, state: '.local/system' }), 'npm start -- --port 9000'],
    [startCommand({ port: 9000, state: '.local/second' }), 'npm start -- --port 9000 --state .local/second'],
    [startCommand({ port: 8080, state: '.local/second' }), 'npm start -- --state .local/second'],
  ])('%s', (command, expected) => {
    expect(command).toBe(expected);
  });
});
