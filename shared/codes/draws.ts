/** 作废原因类别: published in the record of a voided draw, with the reason in words. */
export const voidCategories = [
  '录入错误',
  '计划调整',
  '随机源未完成',
  '匹配失败',
  '程序违规',
  '不可抗力',
  '其他',
] as const;
export type VoidCategory = (typeof voidCategories)[number];

/** 候补原因: why a drawn object cannot be inspected. */
export const reserveReasons = ['停业', '注销', '吊销', '迁出', '无法联系', '其他'] as const;

/** 换员原因: why a drawn inspector cannot carry out a visit. */
export const teamChangeReasons = ['疾病', '回避', '调离', '证件失效', '其他'] as const;

/** 改用仪式原因: why a draw gives up waiting for the public beacon. */
export const moveReasons = ['网络不可达', '公共信标停止服务', '上级要求', '其他'] as const;
export type MoveReason = (typeof moveReasons)[number];

/** How a relay of the public beacon failed to deliver the requested signature. */
export const relayFaults = [
  '超时',
  '无法连接',
  '拒绝应答',
  '转向其他地址',
  '应答过大',
  '格式有误',
  '轮次不符',
  '签名无效',
] as const;
export type RelayFault = (typeof relayFaults)[number];
