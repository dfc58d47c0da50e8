import { roles } from '../base/roles.ts';
import type { Policy } from './route.ts';

/*
 * R14: who may do something, and whose records they reach with it. A role that is not named may not. Each policy is named
 * after the people in it: `own…` reach what is their department's, `joint…` also what a joint plan, batch or visit shares
 * with it, `all…` everything. Officers are a department's administrator and its officers; staff are its inspectors too.
 * Why a route has the policy it has, the route says.
 */

/** The joint meeting's office, the county government and the auditor. */
const overseers = { office: 'any', supervisor: 'any', auditor: 'any' } as const satisfies Policy;

export const ownOfficers: Policy = { 'department-admin': 'own', officer: 'own' };
/** Not the joint meeting's office, nor the auditor. */
export const ownOfficersOrGovernment: Policy = { ...ownOfficers, supervisor: 'any' };
export const ownOfficersOrOffice: Policy = { ...ownOfficers, office: 'any' };
export const jointOfficers: Policy = { 'department-admin': 'joint', officer: 'joint' };
export const jointOfficersOrOffice: Policy = { ...jointOfficers, office: 'any' };
export const jointOfficersAndOverseers: Policy = { ...jointOfficers, ...overseers };

/** 部门负责人, who decides within the department. */
export const ownAdmin: Policy = { 'department-admin': 'own' };
export const ownAdminOfficeOrGovernment: Policy = { ...ownAdmin, office: 'any', supervisor: 'any' };
export const ownOfficersAndOverseers: Policy = { ...ownOfficers, ...overseers };
export const ownAdminOrOffice: Policy = { 'department-admin': 'own', office: 'any' };
export const jointAdminOrOffice: Policy = { 'department-admin': 'joint', office: 'any' };

/** R3: those who inspect and enter the findings; the joint meeting's office is not among them. */
export const ownRecorders: Policy = { officer: 'own', inspector: 'own' };
export const jointRecorders: Policy = { officer: 'joint', inspector: 'joint' };

/** 采购人、招标人、出让人、评选机关: they look one subject up and record what they decided. */
export const creditUserAlone: Policy = { 'credit-user': 'own' };
export const creditUserAndOverseers: Policy = { ...creditUserAlone, ...ownOfficers, ...overseers };

/** 召集人 of the joint meeting. */
export const convenerAlone: Policy = { convener: 'any' };

/** Who reads data for the own department's work: officers, and inspectors. */
export const ownStaff: Policy = { ...ownOfficers, inspector: 'own' };
export const ownStaffAndOverseers: Policy = { ...ownOfficers, inspector: 'own', ...overseers };
export const jointStaffAndOverseers: Policy = { ...jointOfficers, inspector: 'joint', ...overseers };
/** A draw: the convener consents to one that is made again, so has to see it. */
export const jointStaffOverseersAndConvener: Policy = { ...jointStaffAndOverseers, ...convenerAlone };
export const allStaffAndOverseers: Policy = {
  'department-admin': 'any',
  officer: 'any',
  inspector: 'any',
  ...overseers,
};
/** As `ownStaffAndOverseers`, without the auditor. */
export const ownStaffOfficeOrGovernment: Policy = {
  ...ownOfficers,
  inspector: 'own',
  office: 'any',
  supervisor: 'any',
};

export const officeAlone: Policy = { office: 'any' };
export const officeOrGovernment: Policy = { office: 'any', supervisor: 'any' };
/** The county government, and the auditor. */
export const governmentOrAuditor: Policy = { supervisor: 'any', auditor: 'any' };
export const auditorAlone: Policy = { auditor: 'any' };
export const sysadminAlone: Policy = { sysadmin: 'any' };
/** 三员 of 等保三级: the administrators of the system, of its security and of its audit. */
export const threeAdministrators: Policy = { secadmin: 'any', sysadmin: 'any', auditor: 'any' };

/** All but those who only look subjects up: they see nothing else, but who they are. */
const everyRole = (scope: 'own' | 'any'): Policy =>
  Object.fromEntries(roles.flatMap((role) => (role === 'credit-user' ? [] : [[role, scope]])));
export const everyAccount: Policy = { ...everyRole('own'), 'credit-user': 'own' };
export const everybody: Policy = everyRole('any');
