import type { AmendmentRequest } from '../../domain/batch/amendments.ts';
import type { Batch } from '../../domain/batch/batch.ts';
import { isPending } from '../../domain/batch/open-requests.ts';
import { isLedBy } from '../../domain/batch/stage.ts';
import { type TodoEntry, todoKinds } from '../../domain/todo/todo.ts';
import type { PageRequest } from '../ports/paging.ts';
import type { Asker, Source, Sources, TodoDeps } from './sources.ts';

type RequestKind = 'void-to-decide' | 'reserve-to-decide' | 'team-change-to-decide';

/** Those about which nobody has decided; with the first page those that are under way, of which there are few at a time. */
async function batchesAsked({ records }: TodoDeps, page: PageRequest) {
  const begun = page.from === undefined ? await records.list({ kind: 'batch', in: 'inProcess', page }) : { items: [] };
  const { items, next } = await records.list({ kind: 'batch', in: 'requested', page });
  return { batches: [...items, ...begun.items].map(({ value }) => value), ...(next && { next }) };
}

/** The requests within draws that somebody else has made and this person decides. */
const requests =
  (kind: RequestKind, of: (batch: Batch, who: Asker) => readonly (AmendmentRequest | undefined)[]): Source =>
  async (deps, who, _, page) => {
    const { batches, next } = await batchesAsked(deps, page);
    const items = batches.flatMap((batch) =>
      of(batch, who).flatMap((asked): readonly TodoEntry[] =>
        asked && isPending(asked) && asked.requestedBy !== who.id
          ? [
              {
                ...{ kind, operation: todoKinds[kind].operation, title: batch.title },
                ids: { id: batch.id, requestId: asked.id },
              },
            ]
          : [],
      ),
    );
    return { items, ...(next && { next }) };
  };

const isOffice = ({ roles }: Asker): boolean => roles.includes('office');

/** What waits about requests for a void, a reserve or a change of a team. */
export const requestsToDo: Sources = {
  'void-to-decide': requests('void-to-decide', ({ status, voidRequest }) => (status === 'voided' ? [] : [voidRequest])),
  'reserve-to-decide': requests('reserve-to-decide', (batch, who) =>
    batch.status === 'dispatched' && (isOffice(who) || isLedBy(batch, who.department)) ? batch.reserves : [],
  ),
  // A department decides what it has asked for itself; the office whatever is asked of another one.
  'team-change-to-decide': requests('team-change-to-decide', ({ status, teamChanges }, who) =>
    status === 'dispatched'
      ? teamChanges.filter(({ department, requestedFrom }) =>
          department === requestedFrom ? department === who.department : isOffice(who),
        )
      : [],
  ),
};
