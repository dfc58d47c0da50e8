import { formatChineseDate } from '../../calendar/local-date.ts';
import { county } from '../../codes/county.ts';
import { departmentName } from '../../codes/departments.ts';
import { followUpRule } from '../../codes/follow-ups.ts';
import type { FollowUp } from './follow-up.ts';

/** A letter as it is printed, with the receipt that comes back. */
export interface PrintedLetter {
  readonly title: string;
  readonly number: string;
  readonly to: string;
  readonly paragraphs: readonly string[];
  readonly from: string;
  readonly date: string;
  readonly copies: readonly string[];
  readonly receipt: { readonly title: string; readonly paragraphs: readonly string[] };
  /** All of it as one page of HTML. */
  readonly html: string;
}

/** What a written letter says; undefined until it is written. */
export function printedLetter(followUp: FollowUp): PrintedLetter | undefined {
  const { letter, sender, receiver, number, kind, object, items, basis, documentNumber, copies } = followUp;
  if (!letter?.written) return undefined;
  const from = `${county.name}${departmentName(sender)}`;
  const to = `${county.name}${departmentName(receiver)}`;
  const { measure } = followUpRule(kind);
  const code = object.creditCode === undefined ? '' : `（统一社会信用代码：${object.creditCode}）`;
  const date = formatChineseDate(letter.written.on);
  const text = {
    title: `关于${measure}的函`,
    number: letter.written.number,
    to,
    paragraphs: [
      `我单位对${object.name}${code}实施检查（检查结果文书号：${documentNumber}），现就“${measure}”函告如下。`,
      `一、检查事项：${items.map(({ name }) => name).join('、')}。`,
      `二、检查情况：${letter.written.facts}`,
      `三、接收依据：${basis}。`,
      `四、请在收到本函后签署回执并退回；不属于你单位职责的，请写明应归部门和依据。办理结果请书面函复，并注明后续处置编号：${number}。`,
    ],
    from,
    date,
    copies: copies.map((each) => `${county.name}${departmentName(each)}`),
    receipt: {
      title: '回　执',
      paragraphs: [
        `${from}：`,
        `你单位《关于${measure}的函》（${letter.written.number}，后续处置编号：${number}）已收到。`,
        '签收人（签名）：＿＿＿＿＿＿　　签收单位（盖章）：＿＿＿＿＿＿',
        '签收日期：＿＿＿＿年＿＿月＿＿日',
      ],
    },
  };
  return { ...text, html: htmlOf(text) };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (character) => escapes[character] ?? '');
const paragraph = (text: string): string => `<p>${escaped(text).replaceAll('\n', '<br>')}</p>`;

const style =
  'body{font:16pt/1.8 FangSong,STFangsong,serif;margin:2.5cm}h1{font-size:22pt;text-align:center}' +
  'p{text-indent:2em;margin:0}p.plain{text-indent:0}p.right{text-align:right}hr{margin:2em 0;border-top:1px dashed}';

function htmlOf({ title, number, to, paragraphs, from, date, copies, receipt }: Omit<PrintedLetter, 'html'>): string {
  return [
    `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title>`,
    `<style>${style}</style></head><body><h1>${escaped(title)}</h1><p class="right">${escaped(number)}</p>`,
    `<p class="plain">${escaped(to)}：</p>`,
    ...paragraphs.map(paragraph),
    `<p class="right">${escaped(from)}</p><p class="right">${escaped(date)}</p>`,
    copies.length > 0 ? `<p class="plain">抄送：${escaped(copies.join('、'))}</p>` : '',
    `<hr><h1>${escaped(receipt.title)}</h1>`,
    ...receipt.paragraphs.map(paragraph),
    '</body></html>',
  ].join('\n');
}
