import { cruise, type IConfiguration, type ICruiseOptions } from 'dependency-cruiser';

/** The parser skips what it does not understand, and then every rule passes: fewer modules mean a broken check. */
const leastModules = 50;
const folders = ['shared', 'functions', 'infra', 'local', 'ops', 'verify', 'web', 'bench', 'test'];

const rules: URL = new URL('../.dependency-cruiser.mjs', import.meta.url);
const loaded: { readonly default: Pick<IConfiguration, 'forbidden'> & { readonly options: ICruiseOptions } } =
  await import(rules.href);
const { forbidden = [], options } = loaded.default;
const { output } = await cruise(folders, { ...options, ruleSet: { forbidden }, validate: true });
if (typeof output === 'string') throw new Error('without a reporter the result is data');
const { modules, summary } = output;
const read = modules.filter(({ source, dependencies }) => !source.includes('node_modules') && dependencies.length > 0);

for (const { from, to, rule } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
console.log(`${read.length} modules read, ${summary.violations.length} forbidden imports`);
if (read.length <= leastModules) console.error(`only ${read.length} modules were read: the parser understood nothing`);
if (read.length <= leastModules || summary.violations.length > 0) process.exitCode = 1;
