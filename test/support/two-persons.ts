import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { Problem } from '../../shared/api/problems.ts';
import type { Result } from '../../shared/base/result.ts';
import type { RegistryKind } from '../../shared/domain/registry/kinds.ts';
import type { Expert, Inspector } from '../../shared/domain/registry/registry.ts';
import { expectOk, person, type TestSystem } from './system.ts';

let requests = 0;
type Wanted = CallOf<'requestChange'>['body']['change'];
type Answered = AnswerOf<'getChange'>;

/** Somebody else of the same department with the same roles. */
export const colleagueOf = (who: Principal): Principal => ({
  ...who,
  id: `${who.id}的同事`,
  name: `${who.name}的同事`,
});

/** Asks for a change that frames may lose something by. */
export function ask(
  system: TestSystem,
  who: Principal,
  row: { readonly kind: RegistryKind; readonly rowId: string; readonly version: number },
  change: Wanted,
  reason = '不再使用',
) {
  requests += 1;
  return system.as(who)('requestChange', { key: `change-key-${requests}`, body: { ...row, change, reason } });
}

/** Takes a row out of use as two people of its department bring it about. */
export async function retire(
  system: TestSystem,
  who: Principal,
  row: Parameters<typeof ask>[2],
  reason?: string,
): Promise<Answered> {
  const { id, version } = expectOk(await ask(system, who, row, { act: 'deactivate' }, reason));
  return expectOk(await system.as(colleagueOf(who))('consentToChange', { params: { id }, version }));
}

/** Writes a row anew as two people of its department bring it about. */
export async function rewrite(
  system: TestSystem,
  who: Principal,
  row: Parameters<typeof ask>[2],
  value: object,
): Promise<Answered> {
  const { id, version } = expectOk(await ask(system, who, row, { act: 'update', value: { ...value } }));
  return expectOk(await system.as(colleagueOf(who))('consentToChange', { params: { id }, version }));
}

/** Enters an inspector; one in force, which one person may not bring in, as two people of the department do. Any other refusal stands. */
export const enterInspector = (system: TestSystem, who: Principal, body: Inspector) =>
  entered(system, 'inspector', body, (key, row) => system.as(who)('createInspector', { key, body: row }));

/** The same of an expert. */
export const enterExpert = (system: TestSystem, who: Principal, body: Expert) =>
  entered(system, 'expert', body, (key, row) => system.as(who)('createExpert', { key, body: { ...row } }));

async function entered<P extends Inspector | Expert>(
  system: TestSystem,
  kind: 'inspector' | 'expert',
  body: P,
  create: (key: string, row: P) => Promise<Result<{ readonly id: string }, Problem>>,
): Promise<Result<unknown, Problem>> {
  requests += 1;
  const key = `enter-key-${requests}`;
  const alone = await create(key, body);
  if (alone.ok || alone.error.kind !== 'needs-second-person') return alone;
  const out = await create(`${key}-out`, { ...body, status: '失效' });
  return out.ok ? rewriteByTwo(system, { kind, rowId: out.value.id, version: 1 }, body) : out;
}

/** The same for a change of one that is there. */
export async function changeInspector(
  system: TestSystem,
  who: Principal,
  version: number,
  body: Inspector,
): Promise<Result<unknown, Problem>> {
  const params = { id: body.id };
  const changed = await system.as(who)('updateInspector', { params, version, body });
  if (changed.ok || changed.error.kind !== 'needs-second-person') return changed;
  return rewriteByTwo(system, { kind: 'inspector', rowId: body.id, version }, body);
}

async function rewriteByTwo(
  system: TestSystem,
  row: Parameters<typeof ask>[2],
  value: Inspector | Expert,
): Promise<Result<unknown, Problem>> {
  const officer = person(value.department, 'officer');
  const asked = await ask(system, officer, row, { act: 'update', value: { ...value } });
  if (!asked.ok) return asked;
  const { id, version } = asked.value;
  return system.as(colleagueOf(officer))('consentToChange', { params: { id }, version });
}
