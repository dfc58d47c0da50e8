import { tidyWord } from '../base/typed-text.ts';

interface Listed {
  readonly id: string;
  readonly name: string;
}

/** What somebody types who knows a name and no number: ids are letters and digits. */
export const isName = (text: string): boolean => /\p{Script=Han}/u.test(text);

export interface FoundByName {
  /** What came of the search, and what it does not say. */
  readonly headline: string;
  readonly found: readonly Listed[];
}

/** More are not told apart by a glance. */
const mostShown = 20;

/** Objects of the published list whose name contains a text; brackets, widths and blanks make no difference. */
export function findByName(list: readonly Listed[] | undefined, text: string): FoundByName {
  const none = { found: [] };
  if (!list) return { ...none, headline: '名单尚未公布，不能按名称查；请用统一社会信用代码或公布的编号查询。' };
  const wanted = tidyWord(text);
  if ([...wanted].length < 2) return { ...none, headline: '按名称查询请至少输入两个字。' };
  const found = list.filter(({ name }) => tidyWord(name).includes(wanted)).map(({ id, name }) => ({ id, name }));
  if (found.length === 0) {
    return {
      ...none,
      headline: `公布的名单里没有名称含“${wanted}”的。名单只列起初抽中的户，个人的姓名不全显示，名称也可能写法不同；请用统一社会信用代码或公布的编号再查，现在不能判断是否抽中。`,
    };
  }
  const more = found.length > mostShown ? `，下面是前 ${mostShown} 户，请输入更多的字` : '';
  return {
    headline: `公布的名单里有 ${found.length} 户名称含“${wanted}”${more}。请选择：`,
    found: found.slice(0, mostShown),
  };
}
