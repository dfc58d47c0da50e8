import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ChainName } from '../../../shared/domain/audit/audit-chain.ts';
import type { Change, CommitFailure, UnitOfWork } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { checkAction, createActions, type Planned, type Published, replaceActions, stale, touched } from './actions.ts';
import { putAll } from './bulk.ts';
import type { Db, Row } from './client.ts';
import { takeNumber } from './counters.ts';
import { countActions } from './deadline-counts.ts';
import { noteFreeze, noteUndo } from './freeze-mark.ts';
import type { ImportStates } from './import-states.ts';
import { digestsOf, documentRow } from './public-record.ts';
import { closeActions, closedCheck, createRowActions, openActions, replaceRowActions } from './registry-actions.ts';
import { endedPostings, publicPostings } from './search-published.ts';
import { maxActions, transact } from './transact.ts';
import type { NameTaker } from './unique-names.ts';

/**
 * One transaction for everything a commit changes. A record costs 2 actions (1 more where versions are kept, 1 where it
 * is posted), a registry row 3 and 1 for each name that no other may have, each registry touched 1 more, opening or
 * closing a registry 2, a public document, a check or a note 1; results, 1 for each day 0 and each batch that they count with. What
 * changes in the search index goes with them as far as there is room.
 */
export const unitOfWork = (db: Db, states: ImportStates, unique: NameTaker): UnitOfWork => ({
  async commit(changes) {
    const goesWith = documentsOf(changes);
    const actions = await Promise.all(changes.map((change) => plan(db, states, unique, change, goesWith)));
    const { planned, ahead } = withinOneCommit([
      ...actions.flat(),
      ...closedChecks(db, changes),
      ...countActions(db, changes),
    ]);
    if (planned.length === 0) return ok(undefined);
    refuseWhatCannotBeOne(planned);

    for (const table of ['registry', 'public'] as const) {
      const rows = ahead.flatMap(({ TableName, Item }) => (TableName === db.names[table] && Item ? [Item] : []));
      await putAll(db, table, rows);
    }
    const refusals = await transact(
      db,
      planned.map(({ action }) => action),
    );
    // A condition that does not hold is final; beside it a row that was only busy says nothing.
    const conditions = refusals.filter(({ cause }) => cause === 'condition');
    const decisive = conditions.length > 0 ? conditions : refusals;
    const failures = await Promise.all(decisive.map(async (refusal) => planned[refusal.index]?.refused(refusal)));
    return answer(failures.filter((failure) => failure !== undefined));
  },
});

/** A posting may be written before its row and may outlive it, so what does not fit comes first or stays out. */
function withinOneCommit(all: readonly Planned[]) {
  const rows = all.filter(({ posting }) => posting === undefined);
  const postings = [
    ...all.filter(({ posting }) => posting === 'put'),
    ...all.filter(({ posting }) => posting === 'delete'),
  ];
  const room = Math.max(0, maxActions - rows.length);
  const ahead = postings.slice(room).flatMap(({ action }) => action.Put ?? []);
  return { planned: [...rows, ...postings.slice(0, room)], ahead };
}

/** Public documents go with the first record or registry row of a commit: its event says what they hold, and they name its chain. */
interface DocumentsOf {
  readonly main: Change | undefined;
  readonly chain: ChainName | undefined;
  readonly published: Published | undefined;
}

function documentsOf(changes: readonly Change[]): DocumentsOf {
  const main = changes.find((change) => 'event' in change);
  const documents = changes.flatMap((change) => (change.change === 'publish' ? [change.document] : []));
  if (documents.length > 0 && !main) throw new Error('documents are published by a commit without a record');
  return {
    main,
    chain: main && { entity: main.kind, id: 'id' in main ? main.id : main.value.id },
    published: digestsOf(documents),
  };
}

async function plan(
  db: Db,
  states: ImportStates,
  unique: NameTaker,
  change: Change,
  goesWith: DocumentsOf,
): Promise<Planned[]> {
  const published = change === goesWith.main ? goesWith.published : undefined;
  switch (change.change) {
    case 'create':
      return createActions(db, change, published);
    case 'replace':
      return replaceActions(db, change, published);
    case 'create-row':
      return createRowActions(db, states, unique, change, published);
    case 'replace-row':
      return replaceRowActions(db, states, unique, change, published);
    case 'check':
      return [checkAction(db, change.kind, change.id, change.version)];
    case 'open-registry':
      return openActions(db, change);
    case 'close-registry':
      return closeActions(db, change);
    case 'note-freeze':
      return [noteFreeze(db, change)];
    case 'take-number':
      return [takeNumber(db, change)];
    case 'count-results':
      return [];
    case 'note-undo':
      return [noteUndo(db, change)];
    case 'publish': {
      const { document } = change;
      const refused = stale(document.kind, document.id);
      const put = (Item: Row) => ({ action: { Put: { TableName: db.names.public, Item } }, refused });
      return [
        put(documentRow(document, goesWith.chain)),
        ...publicPostings(document).map((row): Planned => ({ ...put(row), posting: 'put' })),
        ...endedPostings(document).map(
          (Key): Planned => ({ action: { Delete: { TableName: db.names.public, Key } }, refused, posting: 'delete' }),
        ),
      ];
    }
  }
}

/** A transaction may touch a row once, so each registry is asked once however many of its rows change. */
function closedChecks(db: Db, changes: readonly Change[]): Planned[] {
  const checks = changes.flatMap((change) => {
    if (change.change === 'create-row') return [closedCheck(db, change.kind, change.value.department, change.value.id)];
    if (change.change !== 'replace-row') return [];
    const departments = new Set([change.part ?? change.value.department, change.part ?? change.from.value.department]);
    return [...departments].map((department) => closedCheck(db, change.kind, department, change.value.id));
  });
  return [...new Map(checks.map((check) => [touched(check.action), check])).values()];
}

/** Both are bugs of the caller, and DynamoDB's own words for them would not say which change it was. */
function refuseWhatCannotBeOne(planned: readonly Planned[]): void {
  if (planned.length > maxActions) throw new RangeError(`${planned.length} actions do not fit one commit`);
  const rows = new Set<string>();
  for (const { action } of planned) {
    const row = touched(action);
    if (rows.has(row)) throw new Error(`a commit touches ${row} twice`);
    rows.add(row);
  }
}

/** An open import is named first: while it is open, what else went wrong does not matter. */
function answer(failures: readonly CommitFailure[]): Result<void, CommitFailure> {
  const failure = failures.find(({ kind }) => kind === 'import-open') ?? failures[0];
  return failure ? err(failure) : ok(undefined);
}
