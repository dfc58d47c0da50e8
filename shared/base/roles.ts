/** Roles come from the token only. The three administrators of 等保三级 are sysadmin, secadmin and auditor. */
export const roles = [
  'sysadmin',
  'secadmin',
  'auditor',
  'office',
  'department-admin',
  'officer',
  'inspector',
  'supervisor',
] as const;
export type Role = (typeof roles)[number];

/** Whose records a role reaches with an operation: its department's, also those shared by a joint task, or all. */
export const scopes = ['own', 'joint', 'any'] as const;
export type Scope = (typeof scopes)[number];
