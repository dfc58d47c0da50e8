import * as z from 'zod';

/** What a diagram shows of a definition in Amazon States Language. */
const Definition = z.object({
  StartAt: z.string(),
  States: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Comment: z.string(),
      Next: z.string().optional(),
      Default: z.string().optional(),
      Choices: z
        .array(z.object({ Variable: z.string(), StringEquals: z.string().optional(), Next: z.string() }))
        .default([]),
      Catch: z.array(z.object({ ErrorEquals: z.array(z.string()), Next: z.string() })).default([]),
    }),
  ),
});

/** The Mermaid state diagram of a definition: its states in its words, choices by the value or the flag that leads there, errors by their names. */
export function processDiagram(definition: unknown): string {
  const { StartAt, States } = Definition.parse(definition);
  const states = Object.entries(States);
  const arrows = states.flatMap(([name, { Next, Default, Choices, Catch }]) => [
    ...[Next, Default].filter((next) => next !== undefined).map((next) => arrow(name, next)),
    ...Choices.map(({ Variable, StringEquals, Next: to }) => arrow(name, to, StringEquals ?? Variable)),
    ...Catch.map(({ ErrorEquals, Next: to }) => arrow(name, to, ErrorEquals.join(' '))),
  ]);
  const ends = states.filter(([, { Type }]) => ['Succeed', 'Fail'].includes(Type)).map(([name]) => arrow(name, '[*]'));
  const names = states.map(([name, { Comment }]) => `  ${idOf(name)}: ${Comment}`);
  return ['stateDiagram-v2', ...names, arrow('[*]', StartAt), ...arrows, ...ends].join('\n');
}

const arrow = (from: string, to: string, label?: string): string =>
  `  ${idOf(from)} --> ${idOf(to)}${label === undefined ? '' : `: ${words[label] ?? label}`}`;

const words: Readonly<Record<string, string>> = {
  Voided: '批次已作废',
  'States.ALL': '故障',
  freeze: '冻结',
  '$.byShards': '按分片',
  waiting: '尚未',
  'match-failed': '匹配失败',
  staging: '时间将尽',
};

/** Mermaid reads a hyphen in an id as part of an arrow. */
const idOf = (state: string): string => state.replaceAll('-', '_');
