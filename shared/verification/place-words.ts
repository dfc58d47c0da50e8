import { isCreditCode } from '../domain/credit-code.ts';
import type { ObjectPlace } from '../draw/explain-object.ts';
import { departmentOf } from './department-words.ts';

/** An id as somebody types it: without spaces, in capitals. */
export const typedId = (text: string): string => text.replace(/\s+/g, '').toUpperCase();

/** A remark on a typed id that cannot be a credit code although it looks like one; ids of another kind exist. */
export const remarkOn = (id: string): string | undefined =>
  /^[0-9A-Z]{18}$/.test(id) && !isCreditCode(id)
    ? '这不是正确的统一社会信用代码，可能有字符输错；仍按您输入的内容查找。'
    : undefined;

export interface PlaceInWords {
  /** 抽中, 未抽中, 候补, 已在抽样框, 不在抽样框. */
  readonly answer: string;
  readonly reason: string;
}

export function placeInWords(place: ObjectPlace): PlaceInWords {
  const department = departmentOf(place.department);
  if (!place.contained) {
    return {
      answer: '不在抽样框',
      reason: `${department}这次抽取的名录里没有这个编号，所以没有参加抽签，不会被抽中。`,
    };
  }
  const { stratum, size, quota, rank, drawn, reserve } = place;
  const draws = `${department}在 ${stratum} 类的 ${size} 户中抽取抽签号最小的 ${quota} 户`;
  if (drawn === undefined) return { answer: '已在抽样框', reason: `${draws}；随机数产生后才知道结果。` };
  const at = rank === undefined ? '' : `，您排第 ${rank}`;
  if (drawn) return { answer: '抽中', reason: `${draws}${at}，不大于抽中线，所以抽中。` };
  if (reserve !== undefined) {
    return {
      answer: '候补',
      reason: `${draws}${at}，起初未抽中；有抽中的户无法检查，您作为第 ${reserve} 个候补替上。`,
    };
  }
  return { answer: '未抽中', reason: `${draws}${at}，大于抽中线，所以未抽中。` };
}
