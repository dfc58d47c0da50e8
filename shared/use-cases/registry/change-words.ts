import type { DepartmentCode } from '../../base/primitives.ts';
import { recordNames } from '../../base/record-names.ts';
import { askedBy } from '../../domain/notice/hand-over.ts';
import type { NoticeKind } from '../../domain/notice/notice.ts';
import { registryChangeHandOvers } from '../../domain/registry/hand-overs.ts';
import type { RegistryChange } from '../../domain/registry/registry-change.ts';
import { effects, takenText } from '../../domain/registry/taken-out.ts';
import { told } from '../notice/told.ts';
import type { Change } from '../ports/unit-of-work.ts';

/** 停用检查对象…（…）: what is asked for and what it does to draws; a notice is one line of 300 characters. */
export const wordsOf = ({
  kind,
  rowId,
  rowName,
  toldName = kind === 'object' ? rowId : rowName,
  change,
  taken,
}: RegistryChange): string => {
  const lost = [...takenText(taken)].slice(0, 120).join('');
  const name = [...(toldName ?? rowId)].slice(0, 60).join('');
  return `${actWords[change.act]}${recordNames[kind]}“${name}”（${effects[kind]}：${lost}）`;
};
const actWords = { update: '修改', deactivate: '停用', leave: '退出监管', tag: '减少标签' } as const;

/** Of the event of each step. */
export const factsOf = ({ kind, rowId, change, asked }: RegistryChange) => ({
  ...{ kind, row: rowId, act: change.act },
  asked: asked.join(' '),
});

/** Told once to each department of each kind. */
export const notice = (
  act: keyof typeof registryChangeHandOvers,
  { id }: Pick<RegistryChange, 'id'>,
  kind: NoticeKind,
  department: DepartmentCode,
  text: string,
  now: Date,
  day?: string,
): Change => {
  const asked = askedBy(registryChangeHandOvers, act, { id });
  return told(
    { about: `${id}.${department}`, kind, department, text, ...asked, ...(day !== undefined && { day }) },
    now,
  );
};
