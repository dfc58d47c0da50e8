import { wordsOf } from '../../base/failure-words.ts';
import type { Failure } from '../../base/failures.ts';
import { InformantContent } from '../../domain/lead/informant.ts';
import { LeadContent } from '../../domain/lead/lead.ts';
import { type LeadImport, platforms } from '../../domain/lead/lead-import.ts';
import { sha256 } from '../../draw/sha256.ts';
import type { LineProblem } from '../import/tabular-files.ts';
import type { LeadDeps } from './lead-deps.ts';
import type { NumberedRow } from './read-lead-file.ts';
import { type LeadEntry, type PreparedLead, prepareLead } from './register-lead.ts';
import { resolveObject } from './resolve-object.ts';

export interface PreparedRows {
  readonly prepared: readonly (PreparedLead & { readonly line: number })[];
  readonly problems: readonly LineProblem[];
  /** Rows whose number was registered before, and those that an earlier run of this import registered. */
  readonly known: number;
  readonly registered: number;
}

/** The id under which a platform's lead is registered, whichever file brings it. */
const leadIdOf = ({ department, platform }: LeadImport, externalNumber: string): string =>
  `lead-${sha256(`${department} ${platform} ${externalNumber}`).slice(0, 32)}`;

/** Judges every row as a form would be; what was registered before is left as it is. */
export async function prepareRows(
  deps: LeadDeps,
  entry: LeadImport,
  rows: readonly NumberedRow[],
  now: Date,
): Promise<PreparedRows> {
  const prepared: (PreparedLead & { readonly line: number })[] = [];
  const problems: LineProblem[] = [];
  const lineOf = new Map<string, number>();
  const counts = { known: 0, registered: 0 };
  const actor = { id: entry.createdBy, name: '', department: entry.department, scope: 'own' } as const;
  for (const row of rows) {
    const at = { line: row.line, ...(row.sheet !== undefined && { sheet: row.sheet }) };
    const say = (reason: string, remark?: true) =>
      problems.push({ ...at, column: '', value: row.values.externalNumber ?? '', reason, ...(remark && { remark }) });
    if (row.problems.length > 0) {
      problems.push(...row.problems.map((problem) => ({ ...at, ...problem })));
      continue;
    }
    const id = leadIdOf(entry, row.values.externalNumber ?? '');
    const first = lineOf.get(id);
    if (first !== undefined) {
      say(`与第 ${first} 行编号相同`);
      continue;
    }
    lineOf.set(id, row.line);
    const made = await deps.records.find('lead', id);
    if (made) {
      if (made.value.importId === entry.id) counts.registered += 1;
      else {
        counts.known += 1;
        say(`已登记为线索 ${made.value.number}，未重复登记`, true);
      }
      continue;
    }
    const entered = await entryOf(deps, entry, row);
    const done = 'reason' in entered ? entered : await prepareLead(deps, id, entered, actor, now);
    if ('reason' in done) say(done.reason);
    else if (done.ok) prepared.push({ ...imported(done.value, entry.id), line: row.line });
    else say(reasonOf(done.error));
  }
  return { prepared, problems, ...counts };
}

/** Nobody handles what a file brought before somebody accepts it. */
const imported = ({ lead, sealed }: PreparedLead, importId: string): PreparedLead => ({
  lead: { ...lead, importId, handlers: [] },
  sealed,
});

function reasonOf(
  failure: Failure<'invalid-input' | 'unknown-reference' | 'split-required' | 'informant-exposed'>,
): string {
  return failure.kind === 'invalid-input'
    ? failure.errors.map(({ message }) => message).join('；')
    : wordsOf(failure).detail;
}

/** The row as a form would have it, or why it cannot be one. */
async function entryOf(
  deps: LeadDeps,
  { platform }: LeadImport,
  { values, kinds }: NumberedRow,
): Promise<LeadEntry | { readonly reason: string }> {
  const { externalNumber, receivedOn, subject, creditCode, place, matter, name, phone, address, realName } = values;
  const known = creditCode === undefined ? undefined : await resolveObject(deps, creditCode);
  const objectId = known?.ok ? known.value?.id : undefined;
  const isComplaint = kinds[0] === 'complaint';
  const content = LeadContent.omit({ kind: true }).safeParse({
    source: '2',
    subSource: platforms[platform][isComplaint ? 'complaint' : 'report'],
    receivedOn,
    ...(objectId === undefined ? { subjectText: subject } : { objectId }),
    ...(place !== undefined && { place }),
    matter,
    items: [],
    externalNumber,
  });
  const sent = name !== undefined || phone !== undefined || address !== undefined;
  const isReal = realName === undefined ? name !== undefined : /^(是|实名|1|y|yes)$/i.test(realName);
  const informant = sent
    ? InformantContent.safeParse({
        realName: isReal,
        ...(name !== undefined && { name }),
        ...(phone !== undefined && { phone }),
        ...(address !== undefined && { address }),
      })
    : undefined;
  const wrong = [content, informant].flatMap((parsed) => (parsed?.success === false ? parsed.error.issues : []));
  // What stood in a cell is not repeated: it may tell who complained.
  if (!content.success || informant?.success === false)
    return {
      reason: `${wrong.map(({ path }) => fieldNames[String(path[0])] ?? '内容').join('、')}填写有误，请对照平台核对`,
    };
  return { ...content.data, kinds, informant: informant?.data, answerTo: [] };
}

const fieldNames: Readonly<Record<string, string>> = {
  subjectText: '涉及主体',
  place: '主体地址',
  matter: '问题描述',
  externalNumber: '登记编号',
  receivedOn: '登记时间',
  name: '提供方姓名',
  phone: '联系电话',
  address: '联系地址',
};
