import { formatChineseDate } from '../calendar/local-date.ts';
import type { ObjectPlace } from '../draw/explain-object.ts';
import type { DrawDocument } from '../public/schemas.ts';
import { departmentOf } from './department-words.ts';
import type { FrameAnswer } from './explain-record.ts';
import { type PlaceInWords, placeInWords } from './place-words.ts';

/** A frame's answer in view of the draw's state: a draw that was voided before being drawn will have no result. */
export function placeUnder({ voided, drawnAt }: DrawDocument, place: ObjectPlace): PlaceInWords {
  const words = placeInWords(place);
  if (!voided || drawnAt !== undefined || !place.contained) return words;
  return { ...words, reason: '这个编号在名录里；本次抽取在抽签之前就已作废，没有抽出结果。' };
}

/** The answers of all frames in one sentence: whether the object was drawn, and what follows from it. */
export function headlineFor(draw: DrawDocument, answers: readonly FrameAnswer[]): string {
  const places = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const contained = places.filter((place) => place.contained);
  if (contained.some(({ proven }) => !proven)) return '入框证明不成立，不能下结论。';
  if (places.length < answers.length) return '缺少名录文件，不能判断；请把抽样框文件一起选上。';
  if (contained.length === 0) return '不在这次抽取的名录里，没有参加抽签，不会因这次抽取受检查。';
  if (draw.voided && draw.drawnAt === undefined) return '在名录里；本次抽取已作废，没有抽出结果。';
  const drawn = contained.filter((place) => place.drawn === true || placeInWords(place).answer === '候补');
  if (drawn.length > 0) return drawnSentence(draw, drawn);
  if (contained.some(({ unnamedReserves }) => unnamedReserves !== undefined))
    return '起初没有抽中；此后有人轮到候补，是不是轮到您，在名单公布时可以再查。';
  return contained.some((place) => place.drawn === undefined)
    ? '在名录里，还没有抽签，谁也不知道会抽中谁。可以保存下面的凭据，抽取后据此核对。'
    : '没有抽中。只有抽中的户无法检查时，才按抽签号的顺序候补。';
}

function drawnSentence({ voided, matchFailure, window }: DrawDocument, drawn: readonly ObjectPlace[]): string {
  const departments = [...new Set(drawn.map(({ department }) => departmentOf(department)))].join('、');
  if (voided) return `当时抽中（${departments}）；但本次抽取已作废，不再据此检查。`;
  if (matchFailure) return `抽中（${departments}）；但检查人员不够，没有派出检查组，暂不据此检查。`;
  return `抽中：${departments}，检查期 ${formatChineseDate(window.from)}至${formatChineseDate(window.to)}。`;
}
