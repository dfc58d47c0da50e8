import { companies, cooperatives, institutions, keptBy, type ObjectProfile, shops, uncoded } from './profile.ts';

const school = ['SCJG', 'WJW', 'GAJ'] as const;
const site = ['RSJ', 'CGJ'] as const;
const chemical = { 危险化学品: 1 };

/** Objects in the registries of the other departments. */
export const keptElsewhereProfiles: readonly ObjectProfile[] = [
  institutions('JTJ', '12', 'P8310', 24, ['睢县{town}中心幼儿园', '睢县第{number}幼儿园'], school),
  institutions('JTJ', '52', 'P8310', 44, ['睢县{brand}幼儿园', '睢县{town}{brand}幼儿园'], school),
  institutions('JTJ', '12', 'P8321', 60, ['睢县{town}第{number}小学', '睢县第{number}小学'], school),
  institutions('JTJ', '12', 'P8331', 26, ['睢县{town}第{number}初级中学'], school),
  institutions('JTJ', '12', 'P8334', 6, ['睢县第{number}高级中学'], school, { 特种设备: 0.5 }),
  institutions('JTJ', '52', 'P8334', 4, ['睢县{brand}高级中学'], school),
  keptBy('JTJ', companies('P8392', 12, '体育培训')),
  keptBy('JTJ', companies('P8393', 24, '艺术培训', [], { 校园周边: 0.5 })),

  institutions('WJW', '12', 'Q8411', 2, ['睢县第{number}人民医院'], [], { 特种设备: 1, 排污单位: 1 }),
  { ...institutions('WJW', '12', 'Q8423', 20, ['睢县{town}卫生院']), oncePerTownship: true },
  institutions('WJW', '52', 'Q8412', 6, ['睢县{brand}中医院'], [], { 特种设备: 0.5 }),
  keptBy('WJW', shops('Q8425', 64, ['诊所', '口腔诊所', '中医诊所'])),
  uncoded('WJW', '其他', 'Q8424', 190, ['睢县{town}第{number}村卫生室']),
  institutions('WJW', '52', 'Q8514', 26, ['睢县{brand}养老服务中心', '睢县{town}{brand}敬老院'], ['SCJG', 'GAJ']),

  uncoded('ZJJ', '项目', 'E4710', 90, ['睢县{brand}花园{number}号住宅楼', '睢县{brand}佳苑{number}期工程'], site, {
    人防工程: 0.3,
    建设用地: 0.2,
  }),
  uncoded('ZJJ', '项目', 'E4790', 30, ['睢县{brand}商业广场{number}号楼', '睢县{brand}标准化厂房{number}号'], site, {
    人防工程: 0.2,
    建设用地: 0.2,
  }),
  uncoded('ZJJ', '项目', 'E4813', 22, ['睢县{brand}大道{number}标段'], site),
  keptBy('ZJJ', companies('K7020', 38, '物业服务', ['FGW'], { 特种设备: 0.6 })),
  keptBy('ZJJ', companies('D4511', 4, '天然气', ['YJJ'], { 特种设备: 1, 重点企业: 1 })),
  keptBy('ZJJ', companies('D4512', 6, '液化石油气', ['YJJ'], { 特种设备: 1 })),

  cooperatives('A0112', 80, '小麦种植'),
  cooperatives('A0141', 60, '蔬菜种植'),
  cooperatives('A0412', 16, '水产养殖'),
  cooperatives('A0512', 44, '农机服务'),
  keptBy('NYNC', shops('A0141', 30, ['家庭农场'])),

  keptBy('WGL', companies('R9013', 34, '网吧', ['GAJ'])),
  keptBy('WGL', companies('R9011', 20, '歌厅', ['GAJ', 'WJW'], { 特种设备: 0.2 })),
  keptBy('WGL', shops('R9012', 8, ['电玩城'], ['GAJ', 'WJW'])),
  keptBy('WGL', companies('L7291', 14, '旅行社')),
  keptBy('WGL', companies('N7869', 4, '景区管理', [], { 特种设备: 0.5 })),
  keptBy('WGL', companies('R8760', 4, '影城', ['WJW'])),
  keptBy('WGL', companies('C2319', 12, '印务')),

  keptBy('JTYS', companies('G5431', 70, '物流')),
  keptBy('JTYS', companies('G5435', 8, '危货运输', [], chemical)),
  keptBy('JTYS', companies('G5413', 4, '出租汽车')),
  keptBy('JTYS', companies('G5411', 2, '公交')),
  keptBy('JTYS', companies('G5421', 3, '长途客运')),

  keptBy('YJJ', companies('F5169', 16, '化工贸易', [], chemical)),
  keptBy('GAJ', companies('L7271', 8, '保安服务')),
  keptBy('RSJ', companies('L7263', 16, '劳务派遣')),
  keptBy('RSJ', companies('L7262', 14, '人力资源服务')),
  institutions('RSJ', '52', 'P8391', 8, ['睢县{brand}职业培训学校']),
  keptBy('HBJ', companies('D4620', 5, '水务', ['ZJJ'], { 排污单位: 1 })),
  keptBy('HBJ', companies('N7724', 2, '环保科技', [], { 排污单位: 1 })),
  keptBy('SLJ', companies('D4610', 6, '供水', ['WJW'], { 取水户: 1 })),
  uncoded('SLJ', '项目', 'E4822', 12, ['睢县{brand}河治理工程{number}标段']),
  uncoded('ZRZY', '项目', 'K7010', 12, ['睢县{brand}地块{number}号用地'], [], { 建设用地: 1 }),
  keptBy('ZRZY', companies('M7449', 6, '测绘')),
  keptBy('FGW', companies('G5951', 24, '粮食购销')),
  keptBy('CZJ', companies('L7241', 18, '财务咨询')),
  uncoded('MZW', '其他', 'S9542', 28, ['睢县{town}基督教聚会点{number}号', '睢县{town}{brand}寺']),
  institutions('MZW', '51', 'S9542', 2, ['睢县{brand}宗教团体服务中心']),
  // No item covers these four, so that the coverage report has findings.
  institutions('GXKJ', '51', 'S9522', 4, ['睢县{brand}行业协会']),
  uncoded('CGJ', '行为', 'L7259', 24, ['{town}{brand}路户外广告{number}号设置行为']),
  uncoded('CGJ', '无证无照户', 'F5291', 26, ['{town}{brand}路流动摊点{number}号']),
];
