/** 紧急事由: why a check may be entered before it is approved (R19). */
export const urgencyReasons = {
  u1: '可能危及人身安全、公共安全',
  u2: '证据可能灭失',
  u3: '突发事件、上级紧急交办',
} as const;
export type UrgencyReason = keyof typeof urgencyReasons;
export const urgencyCodes = ['u1', 'u2', 'u3'] as const satisfies readonly UrgencyReason[];

/** 检查类别: what each kind means to the cap of checks of a year (R9, R24). */
export const checkKinds = { daily: '日常检查', special: '专项检查', case: '个案检查' } as const;
export type CheckKind = keyof typeof checkKinds;
