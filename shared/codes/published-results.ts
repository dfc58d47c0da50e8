/** What can be wrong with a published result. 已改正 is no error: what was found stays true (R98). */
export const objectionGrounds = {
  fact: '事实',
  subject: '对象错误',
  basis: '依据',
  procedure: '程序',
  corrected: '已改正',
} as const;
export const objectionGroundCodes = ['fact', 'subject', 'basis', 'procedure', 'corrected'] as const;

/** Why an objection is not taken up. */
export const objectionRefusals = {
  'not-subject': '提出人不是该结果的被检查对象',
  decided: '同一理由已作出决定',
  'not-published': '不涉及已公示的内容',
} as const;
export const objectionRefusalCodes = ['not-subject', 'decided', 'not-published'] as const;

/** Why rows of a published result are shown no longer (信用修复的方式), except by a correction, which makes an edition. */
export const stopWays = {
  w1: '依申请修复',
  w2: '期满或关联信息停止公示',
  w4: '破产重整、和解期间暂时屏蔽',
} as const;
export const stopWayCodes = ['w1', 'w2', 'w4'] as const;

/** Why rows are shown again. */
export const resumeGrounds = {
  'repair-cancelled': '信用修复被撤销',
  'reorganisation-failed': '重整或和解未成功',
} as const;
export const resumeGroundCodes = ['repair-cancelled', 'reorganisation-failed'] as const;
