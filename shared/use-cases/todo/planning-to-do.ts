import { localDateOf } from '../../calendar/local-date.ts';
import { partyReminders } from '../../domain/batch/party-reminders.ts';
import { officeInbox } from '../../domain/notice/inbox.ts';
import { consultationState } from '../../domain/plan/consultation.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { type TodoEntry, type TodoKind, todoKinds } from '../../domain/todo/todo.ts';
import { type SettingName, settingOf } from '../../platform/county-settings.ts';
import { todoOf } from '../import/import-notices.ts';
import { settingsId } from '../setting/settings-at.ts';
import { entriesOf, type Source, type Sources } from './sources.ts';

const entry = (kind: TodoKind, id: string, title: string, due?: string): TodoEntry => ({
  ...{ kind, operation: todoKinds[kind].operation, ids: { id }, title },
  ...(due !== undefined && { due }),
});

const plans =
  (kind: TodoKind, isIt: (plan: Plan) => boolean, of?: typeof officeInbox): Source =>
  async ({ records }, who, _, page) =>
    entriesOf(await records.list({ kind: 'plan', in: 'waiting', of: of ?? who.department, page }), (plan) =>
      isIt(plan) ? entry(kind, plan.id, plan.title) : undefined,
    );

/** The parties of every ceremony that is under way; there are few at a time. */
const parties =
  (kind: 'commitment' | 'secret'): Source =>
  async ({ records }, { department }, now, page) =>
    entriesOf(await records.list({ kind: 'batch', in: 'inProcess', page }), (batch) => {
      const duty = partyReminders(batch, now).find((each) => each.duty === kind && each.party === department);
      return duty && entry(kind, batch.id, batch.title, localDateOf(new Date(duty.until)));
    });

/** Of the own department, or, for the office, the files of classes. */
const imports =
  (kind: 'import' | 'import-to-undo' | 'class-file' | 'class-file-to-undo'): Source =>
  async ({ records }, { department, id: own }, _, page) => {
    const ofOffice = kind === 'class-file' || kind === 'class-file-to-undo';
    const where = ofOffice ? [] : [{ field: 'department', equals: department }];
    const found = await records.list({ kind: 'import', in: 'staged', where, page });
    return entriesOf(found, (one) => {
      const { id, undoes, fileName, createdBy, stagedBy, classFile } = one;
      if (todoOf(one) !== kind) return undefined;
      const mine = createdBy === own || (classFile !== undefined && stagedBy === own);
      return mine && (undoes !== undefined || classFile) ? undefined : entry(kind, id, fileName);
    });
  };

/** What waits about registries, plans, draws and what the county fixes. */
export const planningToDo: Sources = {
  'registry-change': async ({ records }, { department, id: own }, _, page) => {
    const where = [{ field: 'asked', contains: department }];
    const found = await records.list({ kind: 'registry-change', in: 'pending', where, page });
    return entriesOf(found, ({ id, rowId, rowName = rowId, consents, requestedBy, until }) =>
      requestedBy === own || consents.some((each) => each.department === department)
        ? undefined
        : entry('registry-change', id, rowName, localDateOf(new Date(until))),
    );
  },
  import: imports('import'),
  'import-to-undo': imports('import-to-undo'),
  'class-file': imports('class-file'),
  'class-file-to-undo': imports('class-file-to-undo'),
  'plan-to-answer': async ({ records }, { department }, now, page) => {
    const where = [{ field: 'departments', contains: department }];
    const found = await records.list({ kind: 'plan', in: 'consulted', where, page });
    return entriesOf(found, (plan) => {
      const asked = plan.consultations?.find((each) => each.department === department);
      const waits = asked && consultationState(plan, asked, localDateOf(now)) === 'waiting';
      return waits ? entry('plan-to-answer', plan.id, plan.title, asked.answerBy) : undefined;
    });
  },
  'plan-to-mend': plans('plan-to-mend', ({ status }) => status === 'returned' || status === 'adjusting'),
  'plan-to-approve': plans('plan-to-approve', () => true, officeInbox),
  'plan-to-publish': plans('plan-to-publish', ({ status }) => status === 'approved'),
  commitment: parties('commitment'),
  secret: parties('secret'),
  'setting-to-decide': async ({ records }, { id: own }) => {
    const found = await records.find('settings', settingsId);
    const open = (found?.value.proposals ?? []).filter(({ proposedBy }) => proposedBy !== own);
    return {
      items: open.map(({ id, name, from }) => ({
        ...entry('setting-to-decide', id, nameOf(name), from),
        ids: { name, proposalId: id },
      })),
    };
  },
};

const nameOf = (name: string): string => settingOf(name as SettingName)?.county?.name ?? name;
