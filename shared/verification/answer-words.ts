import { formatChineseDate } from '../calendar/local-date.ts';
import type { ObjectPlace } from '../draw/one/explain-object.ts';
import type { EarlierDrawDocument } from '../public/earlier-draw-schemas.ts';
import { departmentOf } from './department-words.ts';
import type { FrameAnswer } from './explain-record.ts';
import { type PlaceInWords, placeInWords, remarkOn } from './place-words.ts';
import type { Verdict } from './verify-record.ts';

/** A frame's answer in view of the draw's state: a draw voided before being drawn has no result, a replaced object no inspection. */
export function placeUnder(draw: EarlierDrawDocument, place: ObjectPlace): PlaceInWords {
  const words = placeInWords(place);
  if (!place.contained) return words;
  if (draw.voided && draw.drawnAt === undefined)
    return { ...words, reason: '这个编号在名录里；本次抽取在抽签之前就已作废，没有抽出结果。' };
  const replaced = replacementOf(draw, place.proof.id);
  return replaced === undefined || !wasDrawn(place)
    ? words
    : { answer: '已被替换', reason: `${words.reason}其后因${replaced}，已由候补替上，不再据此检查。` };
}

interface Asked {
  readonly id: string;
  readonly answers: readonly FrameAnswer[];
  /** Of the verification of the same files: what does not agree supports no answer. */
  readonly verdict: Verdict;
}

/**
 * The answers of all frames in one sentence: whether the object was drawn, and what follows from it. That somebody will
 * not be inspected is never concluded from an id that is not in the frames: it may be mistyped, and a shop may stand
 * there under another number.
 */
export function headlineFor(draw: EarlierDrawDocument, { id, answers, verdict }: Asked): string {
  if (verdict === 'failed') return '本次抽取核对不符，不能据此下结论；下面只是公布的内容所说的。';
  if (answers.length === 0) return '抽取清单还没有公布，现在查不到谁在名录里，请在公布后再查。';
  const places = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
  const contained = places.filter((place) => place.contained);
  if (contained.some(({ proven }) => !proven)) return '入框证明不成立，不能下结论。';
  const drawn = contained.filter(wasDrawn);
  if (drawn.length > 0) return drawnSentence(draw, id, drawn);
  if (places.length < answers.length) return '缺少名录文件，不能判断；请把抽样框文件一起选上。';
  if (contained.length === 0) return notFoundSentence(id);
  if (draw.voided && draw.drawnAt === undefined) return '在名录里；本次抽取已作废，没有抽出结果。';
  if (draw.voided) return '当时没有抽中；本次抽取已作废，另行抽取的以新的抽取为准。';
  if (contained.some(({ unnamedReserves }) => unnamedReserves !== undefined))
    return '起初没有抽中；此后有人轮到候补，是不是轮到您，在名单公布时可以再查。';
  return contained.some((place) => place.drawn === undefined)
    ? '在名录里，还没有抽签，谁也不知道会抽中谁。可以保存下面的凭据，抽取后据此核对。'
    : '没有抽中。只有抽中的户无法检查时，才按抽签号的顺序候补。';
}

type FoundPlace = Extract<ObjectPlace, { contained: true }>;

const wasDrawn = (place: FoundPlace): boolean => place.drawn === true || placeInWords(place).answer === '候补';

const notFoundSentence = (id: string): string =>
  remarkOn(id) === undefined
    ? '本次抽取的名录里没有这个编号。名录里用的可能是别的编号（没有统一社会信用代码的，用部门编号），请核对后再查；只凭这一点不能断定不受检查。'
    : '没有查到：输入的编号有误，名录里没有这样的编号。请对照营业执照逐位核对后再查，现在不能判断是否抽中。';

/** Why a reserve has come in the place of an object; undefined where none has, as far as the record names them. */
const replacementOf = ({ reserves }: EarlierDrawDocument, id: string): string | undefined =>
  reserves.find(({ objectId }) => objectId === id)?.reason;

function drawnSentence(draw: EarlierDrawDocument, id: string, drawn: readonly ObjectPlace[]): string {
  const { voided, matchFailure, window, reserves } = draw;
  const departments = [...new Set(drawn.map(({ department }) => departmentOf(department)))].join('、');
  if (voided) return `当时抽中（${departments}）；但本次抽取已作废，不再据此检查，另行抽取的以新的抽取为准。`;
  if (matchFailure) return `抽中（${departments}）；但检查人员不够，没有派出检查组，暂不据此检查。`;
  const replaced = replacementOf(draw, id);
  if (replaced !== undefined) return `当时抽中（${departments}）；其后因${replaced}，已由候补替上，不再据此检查。`;
  const unnamed = reserves.filter(({ objectId }) => objectId === undefined).length;
  const since = unnamed === 0 ? '' : `此后有 ${unnamed} 户因无法检查由候补替上，是不是您，在名单公布时可以再查。`;
  return `抽中：${departments}，检查期 ${formatChineseDate(window.from)}至${formatChineseDate(window.to)}。${since}`;
}
