/** The tasks that freeze a batch too large for one request. */
export const freezeTasks = ['freeze-shard', 'merge-shard', 'reduce-frames'] as const;

/**
 * The tasks of the process that can fail a batch, first those that freeze it, then those that draw it, in order; each
 * is a job of shared/platform/jobs.ts and a state of shared/platform/draw-process.ts.
 */
export const processTasks = [
  ...freezeTasks,
  'stage-public-frames',
  'take-randomness',
  'draw-shard',
  'draw-objects',
  'match-teams',
  'commit-draw',
  'dispatch-visits',
] as const;
export type ProcessTask = (typeof processTasks)[number];

export const isFreezeTask = (task: ProcessTask): boolean => freezeTasks.some((each) => each === task);

/** How people read the name of the task that failed. */
export const processTaskWords: Readonly<Record<ProcessTask, string>> = {
  'freeze-shard': '冻结分片',
  'merge-shard': '合并分片',
  'reduce-frames': '合成抽样框',
  'stage-public-frames': '登记抽样框',
  'take-randomness': '取得随机数',
  'draw-shard': '抽取分片',
  'draw-objects': '抽取检查对象',
  'match-teams': '匹配检查人员',
  'commit-draw': '登记抽取结果',
  'dispatch-visits': '派发检查任务',
};
