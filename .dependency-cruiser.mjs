import { readFileSync } from 'node:fs';

const { scripts, devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** The files that a command runs which installs without development tools, and what it loads and builds by name. */
const runWithoutTools = Object.entries(scripts)
  .filter(([name]) => scripts[`pre${name}`]?.endsWith('--omit=dev'))
  .map(([, command]) => `^${command.replace(/^node /, '').replaceAll('.', '\\.')}$`)
  .concat('^functions/', '^web/');
const tools = Object.keys(devDependencies).filter((name) => !name.startsWith('@types/'));

/** A layer may reach the listed paths of the project and nothing else of it. */
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(shared|functions|infra|local|ops|verify|web|test|bench)/', pathNot: allowed },
});

const never = (name, from, to, comment) => ({ name, comment, severity: 'error', from, to });

/** Of shared/draw what suiji-draw/1 and suiji-draw/2 have in common. */
const bothDraws = [
  'beacon|candidate-cut|canonical-json|ceremony|hash-behind|join-shards|merkle|match|match-[a-z]+',
  'quicknet|quota|randomness|randomness-source|rehearsal-seed|sha256|strata|text|ticket-order',
  'verify-randomness',
].join('|');

const cloud = 'node_modules/(@aws-sdk|@aws-lambda-powertools|@middy|aws-cdk-lib|constructs|cdk-nag|@types/aws-lambda)';

/** The import arrows of the project; local/check-arrows.ts runs them. */
export default {
  forbidden: [
    never(
      'no-cycles',
      {},
      { circular: true },
      'Two files that need each other are one file, or hide a third; a type is no exception.',
    ),
    never('known-modules-only', {}, { couldNotResolve: true }, 'What is imported exists and is installed.'),
    only('shared-alone', '^shared/', '^shared/', 'shared is safe to import from anywhere, the browser included.'),
    never(
      'shared-without-node',
      { path: '^shared/', pathNot: '^shared/(draw/sha256|platform/incremental-sha256)\\.ts$' },
      { dependencyTypes: ['core'] },
      'shared runs in browsers too; each need of the platform has one marked file.',
    ),
    never('shared-without-cloud', { path: '^shared/' }, { path: cloud }, 'shared knows neither AWS nor middy nor CDK.'),
    only(
      'base-alone',
      '^shared/base/',
      '^shared/(base|codes|calendar)/',
      'What everything stands on stands on nothing.',
    ),
    only(
      'draw-alone',
      '^shared/draw/',
      '^shared/(draw/|base/result)',
      'The draw is checked by strangers: it stands alone.',
    ),
    only(
      'draw-one-apart',
      '^shared/draw/one/',
      `^shared/(draw/(one/|(${bothDraws})\\.ts$)|base/result)`,
      'suiji-draw/1 takes what both specifications have in common and nothing that is of suiji-draw/2 alone.',
    ),
    never(
      'draw-without-one',
      { path: '^shared/draw/[^/]+$' },
      { path: '^shared/draw/one/' },
      'suiji-draw/2, and what both have in common, stand without suiji-draw/1.',
    ),
    never(
      'draw-one-by-verifiers',
      { path: '^(shared|functions|infra|ops|verify)/', pathNot: '^shared/(draw/one|verification)/' },
      { path: '^shared/draw/one/' },
      'Nothing is drawn by suiji-draw/1 any more: only what verifies earlier draws knows it.',
    ),
    never(
      'draw-without-packages',
      { path: '^shared/draw/', pathNot: '^shared/draw/beacon\\.ts$' },
      { path: 'node_modules/' },
      'Only the signature of a beacon needs a library: pairings are not written by hand.',
    ),
    only(
      'calendar-alone',
      '^shared/calendar/',
      '^shared/(calendar|codes|base)/',
      'Working days are arithmetic over data.',
    ),
    only('codes-alone', '^shared/codes/', '^shared/codes/', 'Code lists are data.'),
    only('domain-pure', '^shared/domain/', '^shared/(domain|draw|calendar|codes|base)/', 'Rules without ports.'),
    only(
      'use-cases-inward',
      '^shared/use-cases/',
      '^shared/(?!api/|verification/)',
      'An intention reaches rules and ports, never an adapter.',
    ),
    only(
      'public-projects',
      '^shared/public/',
      '^shared/(public|domain|draw|calendar|codes|base|platform)/',
      'A public document is a projection of what the rules know.',
    ),
    only('functions-inward', '^functions/', '^(functions|shared)/', 'Lambda code reaches shared alone.'),
    only('verify-inward', '^verify/', '^(verify|shared)/', 'What strangers run reaches shared alone.'),
    only('web-inward', '^web/', '^(web|shared)/', 'What runs in a browser reaches shared alone.'),
    never(
      'web-without-node',
      { path: '^web/' },
      { dependencyTypes: ['core'] },
      'A browser has no modules of Node; the draw reaches its one by a file that the build exchanges.',
    ),
    only('infra-by-path', '^infra/', '^(infra|shared)/', 'infra names functions by path and never imports them.'),
    never(
      'clients-in-adapters',
      { path: '^functions/', pathNot: '^functions/adapters/' },
      { path: 'node_modules/@aws-sdk' },
      'Only adapters speak to AWS.',
    ),
    never(
      'steps-by-dependencies',
      { path: '^functions/', pathNot: '^functions/(adapters/|load-dependencies\\.ts$)' },
      { path: '^functions/adapters/' },
      'An operation takes its ports from its dependencies.',
    ),
    never(
      'start-without-tools',
      { path: runWithoutTools },
      { path: `^node_modules/(${tools.join('|')})/`, reachable: true },
      'A command that installs the product alone reaches no development tool.',
    ),
    never(
      'chain-without-steps',
      { path: '^functions/chain/' },
      { path: '^functions/(?!chain/|dependencies\\.ts$)' },
      'The chain is the same for every step and every job.',
    ),
    never(
      'logger-alone',
      { path: '^functions/chain/logger\\.ts$' },
      { path: '^(functions|shared)/' },
      'Whoever logs brings nothing else along.',
    ),
    never(
      'nothing-needs-tests',
      { path: '^(shared|functions|infra|local|ops|verify|web|bench)/' },
      { path: '^test/' },
      'Tests are read by nobody.',
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|cdk\\.out|coverage|\\.local)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
