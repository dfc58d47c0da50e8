import { companies, type ObjectProfile, shops, uncoded } from './profile.ts';

const large = { 规上企业: 0.3, 特种设备: 0.3, 排污单位: 0.2 };
const polluting = { 规上企业: 0.3, 特种设备: 0.4, 排污单位: 0.7, 取水户: 0.2 };

/** Manufacturing and its sampled products. */
export const industryProfiles: readonly ObjectProfile[] = [
  companies('C1312', 30, '面业', ['FGW'], large),
  companies('C1329', 10, '饲料', ['NYNC'], large),
  companies('C1353', 10, '肉制品', ['NYNC'], polluting),
  shops('C1392', 28, ['豆腐坊', '豆制品坊'], [], { 小作坊: 1 }),
  shops('C1411', 21, ['糕点加工坊'], [], { 小作坊: 1 }),
  companies('C1432', 10, '速冻食品', [], polluting),
  companies('C1512', 6, '酒业', [], polluting),
  companies('C1951', 43, '鞋业', [], large),
  companies('C2021', 26, '木业', [], polluting),
  companies('C2110', 28, '家具制造', [], large),
  companies('C2231', 14, '包装', [], large),
  companies('C2625', 12, '生物肥料', ['NYNC'], polluting),
  companies('C2730', 5, '中药饮片', [], large),
  companies('C2929', 21, '塑业', [], polluting),
  companies('C3021', 22, '水泥制品', [], polluting),
  companies('C3031', 20, '新型建材', [], polluting),
  companies('C3989', 12, '电子科技', [], large),
  uncoded('SCJG', '产品', 'C3021', 6, ['睢县{brand}牌混凝土排水管']),
  uncoded('SCJG', '产品', 'C2110', 6, ['睢县{brand}牌木质课桌椅']),
  uncoded('SCJG', '产品', 'C2929', 4, ['睢县{brand}牌塑料购物袋']),
];
