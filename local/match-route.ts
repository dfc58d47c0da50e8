import { type OperationEntry, operations } from '../shared/api/contract.ts';

export interface MatchedRoute extends OperationEntry {
  /** Decoded, as API Gateway passes them on. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute {
  readonly entry: OperationEntry;
  readonly pattern: RegExp;
  readonly literals: string;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const compile = (entries: readonly OperationEntry[]): readonly CompiledRoute[] =>
  entries
    .map((entry) => {
      const segments = entry.route.path.slice(1).split('/');
      const pattern = segments.map((segment) => {
        const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(segment) ?? [];
        return name ? `(?<${name}>${greedy ? '.+' : '[^/]+'})` : escaped(segment);
      });
      const literals = segments.map((segment) => (segment.startsWith('{') ? '1' : '0')).join('');
      return { entry, pattern: new RegExp(`^/${pattern.join('/')}$`), literals };
    })
    // `/items/tags` comes before `/items/{id}`, as in API Gateway: a literal segment sorts before a parameter.
    .toSorted((a, b) => (a.literals < b.literals ? -1 : 1));

/** Finds the operation for a method and a path, or undefined. */
export function routeMatcher(entries: readonly OperationEntry[]) {
  const compiled = compile(entries);
  return (method: string | undefined, path: string): MatchedRoute | undefined => {
    const found = compiled.find(({ entry, pattern }) => entry.route.method === method && pattern.test(path));
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
  };
}

export const matchRoute = routeMatcher(operations);
