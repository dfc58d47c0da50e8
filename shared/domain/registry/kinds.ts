import * as z from 'zod';

/** The registries of domain.md: 抽查事项清单, 检查对象名录库, 执法检查人员名录库, 专家库. */
export const registryKinds = ['item', 'object', 'inspector', 'expert'] as const;
export const RegistryKind = z.enum(registryKinds);
export type RegistryKind = z.infer<typeof RegistryKind>;
