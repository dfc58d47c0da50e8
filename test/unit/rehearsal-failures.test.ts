import { expect, test } from 'vitest';
import { failureTally } from '../../shared/domain/rehearsal/tally.ts';

test('a dry run that fails in a department for two reasons is one failed run of it, told by the worse reason', () => {
  const failures = failureTally();
  failures.add([
    { department: 'SCJG', missing: 2, reason: '执法人员不足' },
    { department: 'SCJG', missing: 1, reason: '没有电梯专家' },
    { department: 'WJW', missing: 1, reason: '执法人员不足' },
  ]);
  failures.add([{ department: 'SCJG', missing: 1, reason: '没有电梯专家' }]);
  expect(failures.all()).toEqual([
    { department: 'SCJG', seeds: 2, missing: 2, reason: '执法人员不足' },
    { department: 'WJW', seeds: 1, missing: 1, reason: '执法人员不足' },
  ]);
});
