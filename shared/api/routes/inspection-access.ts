import type { Access } from '../route.ts';

type Policy = Exclude<Access, 'public'>;

/** What a joint visit shares is read by its participants; the joint offices, the supervisor and auditors read all (R14). */
export const readInspections: Policy = {
  'department-admin': 'joint',
  officer: 'joint',
  inspector: 'joint',
  office: 'any',
  supervisor: 'any',
  auditor: 'any',
};

/** R3: the joint meeting's office is not among those who may enter anything. */
export const recordOwn: Policy = { officer: 'own', inspector: 'own' };
/** The one door of a joint visit: any participant's team may say that it is over. */
export const recordJoint: Policy = { officer: 'joint', inspector: 'joint' };
/** R5 is asked person by person; here only who may decide at all. */
export const decideOwn: Policy = { 'department-admin': 'own', officer: 'own' };
