import { type OperationEntry, operations } from '../shared/api/contract.ts';

export interface MatchedRoute extends OperationEntry {
  /** Decoded, as API Gateway hands them over. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly entry: OperationEntry;
  readonly pattern: RegExp;
  readonly literals: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const compiled: readonly CompiledRoute[] = operations
  .map((entry) => {
    const segments = entry.route.path.slice(1).split('/');
    const pattern = segments.map((segment) =>
      segment.replace(/^\{(\w+)(\+?)\}$|(.+)/, (_, name?: string, greedy?: string, literal?: string) =>
        name ? `(?<${name}>${greedy ? '.+' : '[^/]+'})` : escaped(literal ?? ''),
      ),
    );
    // `/items/tags` comes before `/items/{id}`, as in API Gateway: a literal segment sorts before a parameter.
    const literals = segments.map((segment) => (segment.startsWith('{') ? '1' : '0')).join('');
    return { entry, pattern: new RegExp(`^/${pattern.join('/')}$`), literals };
  })
  .toSorted((a, b) => (a.literals < b.literals ? -1 : 1));

/** The operation that a method and a path address, or undefined. */
export function matchRoute(method: string | undefined, path: string): MatchedRoute | undefined {
  const onPath = compiled.filter(({ pattern }) => pattern.test(path));
  const found = onPath.find(({ entry }) => entry.route.method === method);
  if (!found) return undefined;
  try {
    const groups = Object.entries(found.pattern.exec(path)?.groups ?? {});
    return {
      ...found.entry,
      pathParameters: Object.fromEntries(groups.map(([name, value]) => [name, decodeURIComponent(value)])),
    };
  } catch {
    return undefined; // a `%` that encodes nothing addresses nothing
  }
}
