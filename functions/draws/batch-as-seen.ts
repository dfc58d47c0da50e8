import { batchView } from '../../shared/api/routes/draw-views.ts';
import type { Actor } from '../../shared/use-cases/actor.ts';
import type { StoredBatch } from '../../shared/use-cases/batch/change-batch.ts';
import { asSeenBy } from '../../shared/use-cases/batch/read-batches.ts';

/** How every operation that answers with a batch shows it. */
export const seenBy = (actor: Actor) => (batch: StoredBatch) => batchView(asSeenBy(batch, actor));
