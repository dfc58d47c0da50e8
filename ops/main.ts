import { type Command, type Exit, exits, type Io, UsageError } from './command.ts';
import { commands } from './commands.ts';
import { reasonOf } from './reason.ts';

const overview = (): string => `用法 (usage): npm run ops -- 命令 [参数]

${commands.map(({ name, summary }) => `  ${name.padEnd(16)}${summary.zh}\n${''.padEnd(18)}${summary.en}`).join('\n')}

各命令的参数 (options of a command): npm run ops -- 命令 --help
退出码 (exit status): 0 正常 (all well) · 1 有问题 (something was found) · 2 用法有误 (usage) · 3 未能完成 (could not be done)`;

const asksForHelp = (word: string): boolean => word === '--help' || word === '-h';

const helpOf = ({ name, summary, help }: Command): string =>
  `npm run ops -- ${name}\n${summary.zh}\n${summary.en}\n\n${help}`;

/** Runs the command and returns the exit status; a stack trace is never shown. */
export async function main([name, ...args]: readonly string[], io: Io): Promise<Exit> {
  if (name === undefined || asksForHelp(name) || name === 'help') {
    io.say(overview());
    return name === undefined ? exits.usage : exits.well;
  }
  const command = commands.find((each) => each.name === name);
  if (!command) {
    io.say(`没有命令 ${name} (no such command)\n\n${overview()}`);
    return exits.usage;
  }
  if (args.some(asksForHelp)) {
    io.say(helpOf(command));
    return exits.well;
  }
  try {
    return await command.run(args, io);
  } catch (error) {
    if (error instanceof UsageError) {
      io.say(`用法有误 (usage):\n  ${error.message}\n\n${helpOf(command)}`);
      return exits.usage;
    }
    io.say(`未能完成 (could not be done): ${reasonOf(error)}`);
    return exits.failed;
  }
}
