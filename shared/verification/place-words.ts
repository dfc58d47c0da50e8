import { isCreditCode, tidyObjectId } from '../domain/registry/credit-code.ts';
import type { ObjectPlace } from '../draw/one/explain-object.ts';
import type { PassReason } from '../draw/one/record.ts';
import { departmentOf } from './department-words.ts';

/**
 * The ids that a typed text may mean, the likelier first: without spaces and invisible characters, full-width
 * characters normalised. A credit code is upper-cased; for other kinds upper case is a different id, and only a second
 * guess.
 */
export function idsTyped(text: string): readonly string[] {
  const id = tidyObjectId(text);
  return isCreditCode(id) ? [id] : [...new Set([id, id.toUpperCase()])];
}

/** A remark on a typed id that looks like a credit code but cannot be one; other kinds of id exist. */
export const remarkOn = (id: string): string | undefined => {
  if (/[^\x21-\x7e]/.test(id)) return '编号里有不是英文字母和数字的字符，可能输错；仍按您输入的内容查找。';
  if (/^9[0-9A-Z]{15,20}$/i.test(id) && id.length !== 18)
    return `统一社会信用代码应为 18 位，您输入的是 ${id.length} 位；仍按您输入的内容查找。`;
  return /^[0-9A-Z]{18}$/i.test(id) && !isCreditCode(id)
    ? '这不是正确的统一社会信用代码，可能有字符输错；仍按您输入的内容查找。'
    : undefined;
};

export interface PlaceInWords {
  /** 抽中, 未抽中, 候补, 已在抽样框, 不在抽样框, 证明不成立. */
  readonly answer: string;
  readonly reason: string;
}

export function placeInWords(place: ObjectPlace): PlaceInWords {
  const department = departmentOf(place.department);
  if (!place.contained) {
    return {
      answer: '不在抽样框',
      reason: `${department}这次抽取的名录里没有这个编号。`,
    };
  }
  if (!place.proven) {
    return {
      answer: '证明不成立',
      reason: `${department}名录里有这个编号，但它的入框证明得不出抽取前公布的根摘要：名录或答复被改动过，以下内容不可信。请保存凭据并向联席会议办公室反映。`,
    };
  }
  const { stratum, size, quota, rank, drawn, reserve, passed, unnamedReserves } = place;
  const draws = `${department}在 ${stratum} 类的 ${size} 户中抽取抽签号最小的 ${quota} 户`;
  if (drawn === undefined) return { answer: '已在抽样框', reason: `${draws}；随机数产生后才知道结果。` };
  const at = rank === undefined ? '' : `，您排第 ${rank}`;
  if (drawn) return { answer: '抽中', reason: `${draws}${at}，不大于抽中线，所以抽中。` };
  if (reserve !== undefined && passed) {
    return {
      answer: '未抽中',
      reason: `${draws}${at}，起初未抽中；轮到您作为第 ${reserve} 个候补时，${passReasonWords[passed]}，所以由下一户替上。`,
    };
  }
  if (reserve !== undefined) {
    return {
      answer: '候补',
      reason: `${draws}${at}，起初未抽中；有抽中的户无法检查，您作为第 ${reserve} 个候补替上。`,
    };
  }
  const called =
    unnamedReserves === undefined
      ? ''
      : `此后有 ${unnamedReserves} 户轮到候补，是哪几户在名单公布时一并公布，到时可以再查。`;
  return { answer: '未抽中', reason: `${draws}${at}，大于抽中线，所以未抽中。${called}` };
}

const passReasonWords: Readonly<Record<PassReason, string>> = {
  检查已结束: '您在本次抽取中的检查已经结束，同一户只上门一次',
  检查已开始: '该部门对您的检查已经开始，同一户只上门一次',
  已被替换: '您已因无法检查而被替换',
};
