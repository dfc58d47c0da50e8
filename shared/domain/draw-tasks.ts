/** The tasks of a draw in their order; each is a job of shared/jobs.ts and a state of shared/draw-process.ts. */
export const drawTasks = [
  'lay-frames',
  'take-randomness',
  'draw-objects',
  'match-teams',
  'commit-draw',
  'dispatch-visits',
] as const;
export type DrawTask = (typeof drawTasks)[number];

/** What people read of the task that failed. */
export const drawTaskWords: Readonly<Record<DrawTask, string>> = {
  'lay-frames': '登记抽样框',
  'take-randomness': '取得随机数',
  'draw-objects': '抽取检查对象',
  'match-teams': '匹配检查人员',
  'commit-draw': '登记抽取结果',
  'dispatch-visits': '派发检查任务',
};
