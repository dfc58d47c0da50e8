import { localDateOf } from '../../shared/calendar/local-date.ts';
import type { CountySettingName } from '../../shared/platform/county-settings.ts';
import { expectOk, person, type TestSystem } from './system.ts';

let proposals = 0;

/** Fixes a figure as two persons of the office do, from today on. */
export async function fixSetting(system: TestSystem, name: CountySettingName, value: number | boolean): Promise<void> {
  proposals += 1;
  const from = localDateOf(system.deps.clock());
  const body = { value, from, document: { number: '睢联办〔2026〕1号', title: '关于设定事项的通知' } };
  const call = { params: { name }, key: `fix-setting-${proposals}`, body };
  const { id } = expectOk(await system.as(person('SCJG', 'office', '提议人'))('proposeSetting', call));
  const decision = { params: { name, proposalId: id } };
  expectOk(await system.as(person('SCJG', 'office', '批准人'))('approveSetting', decision));
}
