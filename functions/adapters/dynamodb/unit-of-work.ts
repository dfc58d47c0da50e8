import { err, ok, type Result } from '../../../shared/base/result.ts';
import type { ChainName } from '../../../shared/domain/audit/audit-chain.ts';
import type { Change, CommitFailure, UnitOfWork } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { checkAction, createActions, type Planned, type Published, replaceActions, touched } from './actions.ts';
import type { Db } from './client.ts';
import { noteFreeze, noteUndo } from './freeze-mark.ts';
import type { ImportStates } from './import-states.ts';
import { digestsOf, documentRow } from './public-record.ts';
import { closeActions, closedCheck, createRowActions, openActions, replaceRowActions } from './registry-actions.ts';
import { maxActions, transact } from './transact.ts';

/**
 * One transaction for everything a commit changes. A record costs 2 actions (3 where versions are kept), a registry
 * row 3, each registry touched 1 more, opening or closing a registry 2, a public document, a check or a note 1.
 */
export const unitOfWork = (db: Db, states: ImportStates): UnitOfWork => ({
  async commit(changes) {
    const goesWith = documentsOf(changes);
    const actions = await Promise.all(changes.map((change) => plan(db, states, change, goesWith)));
    const planned = [...actions.flat(), ...closedChecks(db, changes)];
    if (planned.length === 0) return ok(undefined);
    refuseWhatCannotBeOne(planned);

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

async function plan(db: Db, states: ImportStates, change: Change, goesWith: DocumentsOf): Promise<Planned[]> {
  const published = change === goesWith.main ? goesWith.published : undefined;
  switch (change.change) {
    case 'create':
      return createActions(db, change, published);
    case 'replace':
      return replaceActions(db, change, published);
    case 'create-row':
      return createRowActions(db, states, change, published);
    case 'replace-row':
      return replaceRowActions(db, change, published);
    case 'check':
      return [checkAction(db, change.kind, change.id, change.version)];
    case 'open-registry':
      return openActions(db, change);
    case 'close-registry':
      return closeActions(db, change);
    case 'note-freeze':
      return [noteFreeze(db, change)];
    case 'note-undo':
      return [noteUndo(db, change)];
    case 'publish': {
      const { document } = change;
      const action = { Put: { TableName: db.names.public, Item: documentRow(document, goesWith.chain) } };
      return [{ action, refused: () => ({ kind: 'stale-version', entity: document.kind, id: document.id }) }];
    }
  }
}

/** A transaction may touch a row once, so each registry is asked once however many of its rows change. */
function closedChecks(db: Db, changes: readonly Change[]): Planned[] {
  const checks = changes.flatMap((change) => {
    if (change.change === 'create-row') return [closedCheck(db, change.kind, change.value.department, change.value.id)];
    if (change.change !== 'replace-row') return [];
    const departments = new Set([change.value.department, change.from.value.department]);
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
