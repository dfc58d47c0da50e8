/** Roles come from the token only. The three administrators of 等保三级 are sysadmin, secadmin and auditor. */
export const roles = [
  'sysadmin',
  'secadmin',
  'auditor',
  'office',
  'convener',
  'department-admin',
  'officer',
  'inspector',
  'supervisor',
  'credit-user',
] as const;
export type Role = (typeof roles)[number];

/** Administrators keep watch on each other and on those who do the business, so one person holds one such role alone. */
const administrators: readonly Role[] = ['sysadmin', 'secadmin', 'auditor'];
export const areSeparate = (held: readonly Role[]): boolean =>
  new Set(held).size <= 1 || !held.some((role) => administrators.includes(role));

/** Whose records a role reaches with an operation: its department's, also those shared by a joint task, or all. */
export const scopes = ['own', 'joint', 'any'] as const;
export type Scope = (typeof scopes)[number];
