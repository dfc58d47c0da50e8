import { rehearsals } from '../../shared/api/routes/rehearsals.ts';
import { ok } from '../../shared/base/result.ts';
import { startRehearsal as start } from '../../shared/use-cases/rehearsal/rehearsals.ts';
import { operation } from '../http-handler.ts';
import { rehearsalHead } from './rehearsal-view.ts';

export const startRehearsal = operation(
  rehearsals.routes.startRehearsal,
  async (deps, { params, body, newId, actor, now }) => {
    const started = await start(deps, { planId: params.id, ...body, run: newId }, actor, now);
    return started.ok ? ok(rehearsalHead(started.value)) : started;
  },
);
