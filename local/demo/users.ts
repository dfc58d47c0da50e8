import type { Role } from '../../shared/base/roles.ts';
import { type Department, isDepartment } from '../../shared/codes/departments.ts';

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

/** Every role, and the departments that the demo story needs; the registries of inspectors take over their names. */
export const storyUsers: readonly DemoUser[] = [
  user('sysadmin', '系统管理员', 'ZWDSJ', 'sysadmin'),
  user('secadmin', '安全管理员', 'ZWDSJ', 'secadmin'),
  user('auditor', '审计管理员', 'SFJ', 'auditor'),
  user('office1', '耿联席', 'SCJG', 'office'),
  user('office2', '齐会办', 'SCJG', 'office'),
  { username: 'convener', name: '联席会议召集人', roles: ['convener'] },
  user('purchaser', '购核查', 'CZJ', 'credit-user'),
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

/** The other departments, whose inspectors are the first two of their generated registries. */
const furtherUsers: readonly DemoUser[] = [
  ...departmentTeam('FGW', '计发展', ['纪录入', '展审核'], ['崔珍珍', '欧阳浩勇']),
  ...departmentTeam('RSJ', '仲人社', ['任录入', '劳审核'], ['杨涛强', '廖佳']),
  ...departmentTeam('HBJ', '蓝环保', ['碧录入', '清审核'], ['何涵', '傅树立']),
  ...departmentTeam('JTYS', '车运输', ['驰录入', '途审核'], ['郝敏军', '侯亮']),
  ...departmentTeam('NYNC', '田农业', ['禾录入', '丰审核'], ['轩辕杰宁', '尹亮']),
  ...departmentTeam('SWJ', '商流通', ['贸录入', '易审核'], ['于静树', '金平']),
  ...departmentTeam('WGL', '游文旅', ['旅录入', '艺审核'], ['胡平春', '文素']),
  ...departmentTeam('TJJ', '统数据', ['查录入', '实审核'], ['王莲俊', '武豪爱']),
  ...departmentTeam('GXKJ', '工信息', ['科录入', '创审核'], ['吴豪', '吴宁欣']),
  ...departmentTeam('MZW', '宗民族', ['和录入', '谐审核'], ['白凤平', '熊远']),
  ...departmentTeam('SFJ', '司普法', ['法录入', '律审核'], ['白莲', '郝涵兰']),
  ...departmentTeam('CZJ', '财预算', ['库录入', '算审核'], ['贾文', '康素泽']),
  ...departmentTeam('ZRZY', '土规划', ['籍录入', '疆审核'], ['马刚俊', '钟建']),
  ...departmentTeam('SLJ', '水利民', ['江录入', '河审核'], ['孟轩国', '易泽浩']),
  ...departmentTeam('RFB', '防空安', ['卫录入', '防审核'], ['诸葛思宁', '贾玉']),
  ...departmentTeam('JRJ', '融稳健', ['信录入', '融审核'], ['毛春', '郝峰']),
  ...departmentTeam('ZWDSJ', '数政务', ['网录入', '云审核'], ['黎玲', '余𫖯']),
  ...departmentTeam('YYJ', '盐监管', ['晶录入', '海审核'], ['范芳', '钟军磊']),
  ...departmentTeam('YCJ', '烟专营', ['叶录入', '香审核'], ['钱新静', '林金']),
];

export const demoUsers: readonly DemoUser[] = [...storyUsers, ...furtherUsers].filter(
  ({ department }) => department === undefined || isDepartment(department),
);
