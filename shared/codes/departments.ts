/** The 27 departments of the joint meeting; `docPrefix` is the 机关代字 of its document numbers. */
export const departments = {
  SCJG: { name: '市场监督管理局', docPrefix: '睢市监' },
  FGW: { name: '发展和改革委员会', docPrefix: '睢发改' },
  JTJ: { name: '教育体育局', docPrefix: '睢教体' },
  GAJ: { name: '公安局', docPrefix: '睢公' },
  RSJ: { name: '人力资源和社会保障局', docPrefix: '睢人社' },
  HBJ: { name: '生态环境局', docPrefix: '睢环' },
  ZJJ: { name: '住房和城乡建设局', docPrefix: '睢住建' },
  JTYS: { name: '交通运输局', docPrefix: '睢交' },
  NYNC: { name: '农业农村局', docPrefix: '睢农' },
  SWJ: { name: '商务局', docPrefix: '睢商' },
  WGL: { name: '文化广电旅游局', docPrefix: '睢文旅' },
  WJW: { name: '卫生健康委', docPrefix: '睢卫' },
  YJJ: { name: '应急管理局', docPrefix: '睢应急' },
  SHWJ: { name: '税务局', docPrefix: '睢税' },
  TJJ: { name: '统计局', docPrefix: '睢统' },
  GXKJ: { name: '工业和信息化和科学技术局', docPrefix: '睢工科' },
  MZW: { name: '民族宗教事务委员会', docPrefix: '睢民宗' },
  SFJ: { name: '司法局', docPrefix: '睢司' },
  CZJ: { name: '财政局', docPrefix: '睢财' },
  ZRZY: { name: '自然资源局', docPrefix: '睢自然资' },
  SLJ: { name: '水利局', docPrefix: '睢水' },
  RFB: { name: '人防办', docPrefix: '睢人防' },
  JRJ: { name: '金融工作局', docPrefix: '睢金' },
  ZWDSJ: { name: '政务服务和大数据管理局', docPrefix: '睢政数' },
  CGJ: { name: '城市管理局', docPrefix: '睢城管' },
  YYJ: { name: '盐业执法监督局', docPrefix: '睢盐' },
  YCJ: { name: '烟草专卖局', docPrefix: '睢烟' },
} as const;

export type Department = keyof typeof departments;
export const departmentCodes = Object.keys(departments) as [Department, ...Department[]];
export const isDepartment = (code: string): code is Department => Object.hasOwn(departments, code);
export const departmentName = (code: Department): string => departments[code].name;
