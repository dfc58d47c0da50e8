import { companies, type ObjectProfile, shops } from './profile.ts';

/** Services whose objects market supervision maintains. */
export const serviceProfiles: readonly ObjectProfile[] = [
  shops('O8040', 135, ['理发店', '美容院', '美发店'], ['WJW']),
  shops('O8051', 31, ['洗浴中心', '浴池'], ['WJW', 'GAJ'], { 特种设备: 0.3, 取水户: 0.1 }),
  shops('O8052', 20, ['足浴店'], ['WJW', 'GAJ']),
  companies('O8111', 21, '汽车维修服务', ['JTYS', 'HBJ'], { 特种设备: 0.1 }),
  shops('O8111', 60, ['汽修厂', '汽车维修部', '轮胎店'], ['JTYS', 'HBJ']),
  shops('O8114', 28, ['电动车修理部']),
  companies('O8010', 20, '家政服务'),
  companies('L7111', 14, '汽车租赁', ['JTYS']),
  companies('L7223', 12, '市场管理', ['SWJ'], { 特种设备: 0.2 }),
  companies('L7259', 28, '广告传媒', ['CGJ']),
  companies('I6513', 21, '网络科技'),
  companies('M7452', 8, '检测技术'),
  companies('K7010', 20, '房地产开发', ['ZJJ']),
  companies('K7030', 21, '房产经纪', ['ZJJ']),
  companies('E4710', 26, '建筑工程', ['ZJJ', 'RSJ']),
  companies('E5011', 31, '装饰工程', ['ZJJ']),
  companies('G6020', 21, '快递服务'),
  companies('A0313', 21, '养殖', ['NYNC'], { 排污单位: 0.4 }),
  shops('A0321', 28, ['养鸡场'], ['NYNC']),
];
