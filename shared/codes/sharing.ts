/** 共享属性: whether what a department holds is given to the others (政务数据共享条例). */
export const shareAttributes = {
  unconditional: '无条件共享',
  conditional: '有条件共享',
  withheld: '不予共享',
} as const;
export const shareAttributeCodes = ['unconditional', 'conditional', 'withheld'] as const;

/** 更新周期: how often the holder brings it up to date. */
export const shareCycles = { once: '即时', day: '每日', week: '每周', month: '每月', year: '每年' } as const;
export const shareCycleCodes = ['once', 'day', 'week', 'month', 'year'] as const;
