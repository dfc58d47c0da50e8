/** 观察期适用领域: what is new and is watched for a time before it is inspected at random (优化营商环境条例第五十五条). */
export const trustFields = {
  technology: '新技术',
  industry: '新产业',
  form: '新业态',
  model: '新模式',
} as const;
export type TrustField = keyof typeof trustFields;
export const trustFieldCodes = Object.keys(trustFields) as [TrustField, ...TrustField[]];

/**
 * R62: what no period keeps from being checked, by the words of an item's name: safety, health, environment (各地包容审慎
 * 监管办法均以安全、健康、环境为界).
 */
const protectedWords = [
  '安全',
  '消防',
  '特种设备',
  '电梯',
  '燃气',
  '危险',
  '爆炸',
  '食品',
  '餐饮',
  '药品',
  '疫苗',
  '医疗',
  '卫生',
  '健康',
  '环境',
  '环保',
  '排污',
  '污染',
  '生态',
] as const;
export const trustLimits = {
  words: protectedWords,
  document: '优化营商环境条例第五十五条（“确保质量和安全”）；各地包容审慎监管办法',
  confirm: '涉及安全、健康、环境的事项按名称判定，词表由县联席会议办公室核定',
} as const;

export const isProtectedItem = (name: string): boolean => trustLimits.words.some((word) => name.includes(word));
