import { todo } from '../shared/api/routes/todo.ts';
import { ok } from '../shared/base/result.ts';
import { overview, todoOfKind } from '../shared/use-cases/todo/read-todo.ts';
import { onLambda, stepHandler } from './chain/http-handler.ts';
import { loadDependencies } from './load-dependencies.ts';

export const createHandler = stepHandler(todo, {
  listTodo: async (deps, { actor, now }) => ok({ groups: await overview(deps, actor, now) }),
  listTodoOfKind: async (deps, { params, actor, now, page }) =>
    ok(await todoOfKind(deps, params.kind, actor, now, page)),
});

export const handler = onLambda(createHandler, loadDependencies);
