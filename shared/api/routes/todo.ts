import * as z from 'zod';
import { LocalDate } from '../../base/primitives.ts';
import { TodoEntry, todoKindCodes } from '../../domain/todo/todo.ts';
import { everyAccount } from '../policies.ts';
import { defineStep } from '../route.ts';
import { PageQuery, pageOf } from '../schemas.ts';

const Kind = z.enum(todoKindCodes);

/** 待办: what waits for whoever asks, or for their department, and which operation it waits for. */
export const todo = defineStep({
  summary: { zh: '待办事项', en: 'What waits for whom' },
  uses: { workflow: 'read', results: 'read' },
  routes: {
    listTodo: {
      method: 'GET',
      path: '/todo',
      summary: {
        zh: '我的待办（按类，最近到期的在前）',
        en: 'What waits for the caller, by kind, the nearest day first',
      },
      access: everyAccount,
      success: {
        status: 200,
        body: z.object({
          groups: z
            .array(
              z.object({
                kind: Kind,
                title: z.string(),
                /** How many wait, of the first hundred. */
                count: z.int(),
                more: z.boolean(),
                /** The nearest day of those shown. */
                oldestDue: LocalDate.optional(),
                items: z.array(TodoEntry).readonly(),
              }),
            )
            .readonly(),
        }),
      },
      failures: [],
    },
    listTodoOfKind: {
      method: 'GET',
      path: '/todo/{kind}',
      summary: { zh: '某一类待办', en: 'All that waits under one kind' },
      access: everyAccount,
      params: z.object({ kind: Kind }),
      query: PageQuery,
      success: { status: 200, body: pageOf(TodoEntry) },
      failures: [],
      paged: true,
    },
  },
});
