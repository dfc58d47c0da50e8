import { publication } from '../../shared/api/routes/publication.ts';
import { ok } from '../../shared/base/result.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { listPublications as list } from '../../shared/use-cases/result/publish-result.ts';
import { operation } from '../http-handler.ts';

/** Without months: what was published this month. */
export const listPublications = operation(
  publication.routes.listPublications,
  async (deps, { query, actor, page, now }) => {
    const months = query.month ?? [localDateOf(now).slice(0, 7)];
    const found = await list(deps, { months, departments: query.department }, actor, page);
    return ok({ ...found, items: [...found.items] });
  },
);
