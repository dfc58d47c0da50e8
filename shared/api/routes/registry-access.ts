import type { Access } from '../route.ts';

type Policy = Exclude<Access, 'public'>;

/** The item list is no secret between departments: a joint plan is put together from all of them. */
export const readAcrossDepartments: Policy = {
  'department-admin': 'any',
  officer: 'any',
  inspector: 'any',
  office: 'any',
  supervisor: 'any',
  auditor: 'any',
};

/** An object is read by the departments that supervise it, a person by the own department; the joint offices read all. */
export const readOwnRegistry: Policy = {
  'department-admin': 'joint',
  officer: 'joint',
  inspector: 'joint',
  office: 'any',
  supervisor: 'any',
  auditor: 'any',
};

/** A registry is kept by its department alone. */
export const writeOwnRegistry: Policy = { 'department-admin': 'own', officer: 'own' };
