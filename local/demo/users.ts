import type { Role } from '../../shared/api/route.ts';
import type { Department } from '../../shared/codes/departments.ts';

/** A fictional user of the demo county. */
export interface DemoUser {
  readonly username: string;
  readonly name: string;
  /** Absent for 县政府办, which is not one of the 27 departments. */
  readonly department?: Department;
  readonly roles: readonly Role[];
  /** This person's row in the inspector registry. */
  readonly inspectorId?: string;
}

const user = (username: string, name: string, department: Department, ...roles: Role[]): DemoUser => ({
  username,
  name,
  department,
  roles,
});

/** `inspector('SCJG', 1, …)` is `SCJG-R001` of the inspector registry. */
const inspector = (department: Department, number: number, name: string): DemoUser => ({
  ...user(`${department.toLowerCase()}-inspector${number}`, name, department, 'inspector'),
  inspectorId: `${department}-R${String(number).padStart(3, '0')}`,
});

/** A department's people: two officers, so that one enters and the other approves (R5). */
const departmentTeam = (
  department: Department,
  admin: string,
  officers: readonly [string, string],
  inspectors: readonly string[],
): readonly DemoUser[] => [
  user(`${department.toLowerCase()}-admin`, admin, department, 'department-admin'),
  user(`${department.toLowerCase()}-officer1`, officers[0], department, 'officer'),
  user(`${department.toLowerCase()}-officer2`, officers[1], department, 'officer'),
  ...inspectors.map((name, index) => inspector(department, index + 1, name)),
];

/** Every role, and the departments that the demo story needs. */
export const demoUsers: readonly DemoUser[] = [
  user('sysadmin', '系统管理员', 'ZWDSJ', 'sysadmin'),
  user('secadmin', '安全管理员', 'ZWDSJ', 'secadmin'),
  user('auditor', '审计管理员', 'SFJ', 'auditor'),
  user('office1', '耿联席', 'SCJG', 'office'),
  user('office2', '齐会办', 'SCJG', 'office'),
  { username: 'supervisor', name: '县政府办督查员', roles: ['supervisor'] },
  ...departmentTeam('SCJG', '祁主管', ['柴录入', '裴审核'], ['俞检查', '靳执法', '尚监管', '牛𬍛']),
  ...departmentTeam('GAJ', '霍主管', ['翟录入', '路审核'], ['关治安', '岳巡查']),
  ...departmentTeam('WJW', '梅主管', ['伍录入', '庄审核'], ['甄卫监', '褚健康']),
  ...departmentTeam('YJJ', '安主管', ['焦录入', '滕审核'], ['严应急', '危安全']),
  ...departmentTeam('ZJJ', '房主管', ['木录入', '石审核'], ['梁质监', '柱安监']),
  ...departmentTeam('JTJ', '闻主管', ['师录入', '舒审核'], ['文督学', '翰体育']),
  ...departmentTeam('CGJ', '成主管', ['容录入', '洁审核'], ['路市容', '景环卫']),
  ...departmentTeam('SHWJ', '税主管', ['计录入', '钱审核'], ['金稽查', '票税务']),
];
