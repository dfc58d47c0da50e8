import type { Department } from '../../shared/codes/departments.ts';
import type { Expert } from '../../shared/domain/registry/registry.ts';
import { personName, phoneNumber } from './names.ts';
import type { Random } from './random.ts';

type Post = readonly [department: Department, organisation: string, fields: readonly string[], title: string];

const posts: readonly Post[] = [
  ['SCJG', '豫东食品检验中心', ['食品检验'], '高级工程师'],
  ['SCJG', '豫东食品检验中心', ['食品检验', '食品添加剂'], '工程师'],
  ['SCJG', '豫东药品检验所', ['药品检验'], '主任药师'],
  ['SCJG', '豫东特种设备检验所', ['电梯', '锅炉压力容器'], '高级工程师'],
  ['SCJG', '豫东特种设备检验所', ['压力管道'], '工程师'],
  ['SCJG', '豫东计量测试所', ['燃油加油机', '衡器'], '高级工程师'],
  ['SCJG', '豫东产品质量检验中心', ['建材产品'], '工程师'],
  ['WJW', '豫东疾病预防控制中心', ['消毒与病媒生物'], '主任医师'],
  ['WJW', '豫东疾病预防控制中心', ['饮用水卫生'], '主管技师'],
  ['WJW', '豫东医学院附属医院', ['医院感染控制'], '副主任医师'],
  ['YJJ', '豫东安全技术服务中心', ['危险化学品'], '注册安全工程师'],
  ['YJJ', '豫东安全技术服务中心', ['粉尘防爆'], '注册安全工程师'],
  ['ZJJ', '豫东建筑科学研究所', ['地基基础', '主体结构'], '高级工程师'],
  ['ZJJ', '豫东建设机械检测站', ['建筑起重机械'], '工程师'],
  ['HBJ', '豫东环境监测中心', ['水质监测'], '高级工程师'],
  ['HBJ', '豫东环境监测中心', ['废气监测'], '工程师'],
  ['NYNC', '豫东农业科学院', ['种子检验'], '研究员'],
  ['NYNC', '豫东农业科学院', ['农药残留'], '副研究员'],
  ['JTYS', '豫东交通技术学院', ['机动车维修'], '副教授'],
  ['JTJ', '豫东师范学院', ['学校安全管理'], '教授'],
];

/** 专家库 of the demo county; the organisations do not exist. One appointment has ended. */
export function demoExperts(random: Random): readonly Expert[] {
  const serials = new Map<Department, number>();
  return posts.map(([department, organisation, fields, title], index) => {
    const serial = (serials.get(department) ?? 0) + 1;
    serials.set(department, serial);
    return {
      id: `${department}-Z${String(serial).padStart(3, '0')}`,
      name: personName(random),
      department,
      organisation,
      fields,
      title,
      phone: phoneNumber(random),
      validTo: index === 4 ? '2026-06-30' : `${random.integer(2027, 2029)}-12-31`,
      status: '有效',
      tags: [],
    };
  });
}
