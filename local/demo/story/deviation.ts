import { StartError } from '../../start-error.ts';

/** Ends the story: something differs from the script. */
export const deviation = (message: string): StartError =>
  new StartError(
    message,
    '请将以上输出和系统窗口的日志一并反馈；也可停止系统，执行 npm run reset（启动时用过 --state 的，加上同样的 -- --state 目录）后重新启动，从头再试。',
  );

/** Checks a promise of the story. */
export function expect(condition: boolean, promise: string): asserts condition {
  if (!condition) throw deviation(`与预期不符：${promise}`);
}

/** The value, which must exist. */
export function present<T>(value: T | undefined, promise: string): T {
  expect(value !== undefined, promise);
  return value;
}
