import * as z from 'zod';
import { LocalDate } from '../../shared/base/primitives.ts';
import { localDateOf } from '../../shared/calendar/local-date.ts';
import { departmentName } from '../../shared/codes/departments.ts';
import { remindDeadlines } from '../../shared/use-cases/deadline/remind.ts';
import { type OwedNotice, reminderMoment, remindersOwed } from '../../shared/use-cases/deadline/reminders-as-of.ts';
import { defineCommand, exits, UsageError } from '../command.ts';
import { startInCloud } from '../jobs.ts';
import { targetHelp, targetOptions, targetShape, withStore } from '../target.ts';

export const reminders = defineCommand({
  name: 'reminders',
  summary: { zh: '查看截至某日应发的到期提醒，或发送', en: 'shows the reminders due as of a day, or sends them' },
  help: `${targetHelp}

  --as-of 日期    截至该日 (as of a day); 缺省为今天 (today)。只看时可为将来的日期 (a future day only without --run)
  --run           发送 (send); 已发的不会重发 (nothing is sent twice)

阶段由其任务 remind-deadlines 发送 (a stage sends by its own job)；其他对象只写入收件箱 (elsewhere they go to the inboxes only)。`,
  options: { ...targetOptions, 'as-of': { type: 'string' }, run: { type: 'boolean' } },
  schema: z.strictObject({ ...targetShape, 'as-of': LocalDate.optional(), run: z.boolean().default(false) }),
  run: async ({ 'as-of': asOf, run, ...target }, io) =>
    withStore(target, io, async (store, { clock }) => {
      const today = localDateOf(clock());
      const day = asOf ?? today;
      const line = ({ department, title, text }: OwedNotice) =>
        io.say(`${departmentName(department)}  ${title}  ${text}`);
      if (!run) {
        const owed = await remindersOwed(store.records, day);
        owed.forEach(line);
        io.say(`截至 ${day} 应发提醒 ${owed.length} 条 (owed); 未作任何变动 (nothing was changed)`);
        return exits.well;
      }
      if (day > today) throw new UsageError(`${day} 尚未到来，不能发送 (reminders are not sent early)`);
      if (target.stage) {
        await startInCloud(target, 'remind-deadlines', { asOf: day });
        io.say('已交由任务 remind-deadlines 办理，结果见其日志 (handed to the job; see its log)');
        return exits.well;
      }
      const notifier = { send: async (notice: OwedNotice) => line(notice) };
      const counts = await remindDeadlines({ ...store, notifier, clock }, reminderMoment(day, clock()));
      io.say(`截至 ${day} 已发提醒 ${counts.sent} 条 (sent)`);
      return exits.well;
    }),
});
