import type { AnswerOf, CallOf } from '../../shared/api/client.ts';
import type { Principal } from '../../shared/api/principal.ts';
import type { RegistryKind } from '../../shared/domain/registry/registry.ts';
import { expectOk, type TestSystem } from './system.ts';

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
