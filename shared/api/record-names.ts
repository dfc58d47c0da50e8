/** What people call each kind of record. */
export const recordNames: Readonly<Record<string, string>> = {
  item: '抽查事项',
  object: '检查对象',
  inspector: '执法检查人员',
  expert: '专家',
  import: '导入',
  plan: '抽查计划',
  entry: '计划条目',
  batch: '抽取批次',
  task: '抽查任务',
  visit: '检查',
  result: '检查结果',
  evidence: '证据',
  calendar: '工作日历',
  notice: '提醒',
  sweep: '到期巡查',
  draw: '抽取记录',
};
