import type { Department } from './departments.ts';
import type { MethodCode } from './inspection.ts';
import type { objectKinds, objectStatuses, recusalGrounds, registryStatuses } from './registry.ts';

type Words<Code extends string> = { readonly [C in Code]?: readonly string[] };

/**
 * What people and other systems (国家企业信用信息公示系统, the national item list, department lists) call the same codes.
 * Only names that mean one code and nothing else; punctuation and brackets make no difference.
 */
export const departmentWords: Words<Department> = {
  SCJG: ['市场监管局', '市监局', '市场局'],
  FGW: ['发展和改革委', '发展改革委员会', '发展改革委', '发改委'],
  JTJ: ['教体局', '教育和体育局', '教育局'],
  RSJ: ['人社局', '人力资源社会保障局'],
  HBJ: ['环保局', '环境保护局'],
  ZJJ: ['住建局', '住房城乡建设局', '住房和城乡建设委员会'],
  JTYS: ['交通局', '交运局'],
  NYNC: ['农业局'],
  WGL: ['文旅局', '文化和旅游局', '文化广电和旅游局', '文广旅局'],
  WJW: ['卫生健康委员会', '卫健委', '卫生和健康委员会'],
  YJJ: ['应急局', '应急管理部门'],
  GXKJ: ['工信局', '工信和科技局', '工业和信息化局', '科技局', '科学技术局'],
  MZW: ['民宗委', '民族宗教委', '民族宗教局', '民宗局'],
  ZRZY: ['自然资源和规划局', '自规局', '国土资源局'],
  RFB: ['人民防空办公室', '人防办公室', '人防局'],
  JRJ: ['金融局', '金融办', '地方金融局'],
  ZWDSJ: ['政务服务局', '大数据局', '政数局', '政务服务大数据局', '行政审批局'],
  CGJ: ['城管局', '城市综合执法局', '综合执法局'],
  YYJ: ['盐业局', '盐务局'],
  YCJ: ['烟草局', '烟草专卖'],
};

export const objectKindWords: Words<(typeof objectKinds)[number]> = {
  企业: ['企业法人', '公司企业'],
  个体工商户: ['个体户', '个体', '个体经营户', '个体工商'],
  农民专业合作社: ['合作社', '农民专业合作社联合社', '农专社', '专业合作社'],
  外国企业常驻代表机构: ['外国（地区）企业常驻代表机构', '外企代表机构', '代表机构'],
  事业单位: ['事业法人', '事业单位法人'],
  社会组织: ['社会团体', '民办非企业单位', '社会服务机构', '基金会'],
  无证无照户: ['无证无照', '无照经营', '无证经营', '无照户', '无证户', '无证无照经营户'],
};

export const objectStatusWords: Words<(typeof objectStatuses)[number]> = {
  存续: ['存续（在营、开业、在册）', '在营（开业）企业', '在营', '开业', '在册', '在业', '正常', '营业', '正常营业'],
  停业: ['歇业', '暂停营业', '停业歇业'],
  注销: ['已注销', '注销企业', '吊销，已注销'],
  吊销: ['已吊销', '吊销，未注销', '吊销未注销'],
  撤销: ['已撤销', '撤销登记'],
  迁出: ['已迁出', '迁移异地'],
};

export const registryStatusWords: Words<(typeof registryStatuses)[number]> = {
  有效: ['正常', '启用', '在用'],
  失效: ['无效', '停用', '禁用', '废止'],
};

export const methodWords: Words<MethodCode> = {
  '1': ['现场检查', '实地检查', '现场核查', '实地'],
  '2': ['书面核查', '书面审查', '书面'],
  '3': ['行政部门检查结果', '专业意见'],
  '4': ['抽样检测', '抽样检验', '抽样检验检测', '检验', '检测', '抽检'],
  '5': ['网络检查', '网络核查', '网上检查', '网络监测检查'],
  '6': ['委托专业机构检查', '委托第三方机构', '第三方机构', '专业机构核查'],
  '7': ['司法文书', '司法机关文书', '生效司法文书'],
};

export const recusalGroundWords: Words<(typeof recusalGrounds)[number]> = {
  亲属关系: ['亲属', '近亲属', '近亲属关系'],
  持股任职: ['持股', '任职', '持股或任职', '股东'],
  本人申报: ['本人申请', '自行申报'],
  对象申请: ['对象申请回避'],
};
