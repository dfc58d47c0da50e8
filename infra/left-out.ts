import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

interface LeftOut {
  readonly file: RegExp;
  readonly instead: (path: string) => string;
}

/**
 * Files of libraries that are imported whatever is used of them, and what stands in their place in a function. Every
 * cold start would read them, and what they share with the code that comes later: 70 KB that no request runs.
 */
const leftOut: readonly LeftOut[] = [
  // The credentials of a function lie in its environment. Profiles, single sign-on and roles of machines do not occur.
  {
    file: /\/@aws-sdk\/credential-provider-node\/dist-es\/index\.js$/,
    instead: () => `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  },
  // JSON Schema is written when the OpenAPI document is made, never by a function.
  { file: /\/zod\/v4\/core\/json-schema-processors\.js$/, instead: refusals },
  { file: /\/zod\/v4\/core\/to-json-schema\.js$/, instead: refusals },
  // Zod sets its English texts before it is told the Chinese ones.
  { file: /\/zod\/v4\/locales\/en\.js$/, instead: () => 'export default () => ({});' },
  // A client makes the cache of its endpoint discovery whether or not that is on, which it never is here.
  {
    file: /\/@aws-sdk\/endpoint-cache\/dist-es\/index\.js$/,
    instead: () => 'export class EndpointCache {}',
  },
  // For machines without the hashes of Node.
  {
    file: /\/@smithy\/core\/dist-es\/submodules\/checksum\/sha256\/Sha256Js\.js$/,
    instead: () => 'export class Sha256Js {}',
  },
  // Of its package file a client tells its version alone.
  {
    file: /\/@aws-sdk\/client-[a-z0-9-]+\/package\.json$/,
    instead: (path) => `export default { version: '${versionIn(path)}' };`,
  },
];

const versionIn = (path: string): string => (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;

/**
 * The database speaks JSON by remote calls: what binds requests to paths and headers, and what reads and writes XML, is for
 * the clients of other services, which are built apart.
 */
const leftOutOfHot: readonly LeftOut[] = [
  { file: /\/@aws-sdk\/core\/dist-es\/submodules\/protocols\/xml\/\w+\.js$/, instead: refusals },
  { file: /\/@aws-sdk\/core\/dist-es\/submodules\/protocols\/json\/AwsRestJsonProtocol\.js$/, instead: refusals },
  {
    file: /\/@smithy\/core\/dist-es\/submodules\/protocols\/HttpBindingProtocol\.js$/,
    instead: refusals,
  },
];

/** The same names, each of which throws when it is called or made after all. */
function refusals(path: string): string {
  const exported = readFileSync(path, 'utf8').matchAll(/^export (?:async )?(?:const|function|class) (\w+)/gm);
  const names = Array.from(exported, ([, name]) => `refuse as ${name}`);
  return `function refuse() { throw new Error('left out of the bundle'); }\nexport { ${names.join(', ')} };`;
}

const without = (name: string, files: readonly LeftOut[]): Plugin => ({
  name,
  setup({ onLoad }) {
    for (const { file, instead } of files) {
      onLoad({ filter: file }, ({ path }) => ({ contents: instead(path), loader: 'js' }));
    }
  },
});

export const withoutLeftOut: Plugin = without('without-left-out', leftOut);
/** In what every cold start loads. */
export const withoutOtherServices: Plugin = without('without-other-services', leftOutOfHot);
