import { err, ok, type Result } from '../shared/base/result.ts';
import { isLocalDate } from '../shared/calendar/local-date.ts';
import { county } from '../shared/codes/county.ts';

export const usage = `用法
  验证    npm run verify -- draw.json [抽样框文件或目录 …] [--id 编号]
          不联网、不登录。不写抽样框时，用 draw.json 旁 frames 目录里的文件。
          --id  另外说明一个对象是否抽中、为什么（统一社会信用代码或公布的编号；名单公布后也可以是名称）
  下载    npm run verify -- fetch 网址 抽取编号 目录
          从公示网站下载一次抽取的全部公开文件，如：
          npm run verify -- fetch http://127.0.0.1:8080 ${county.code}20261123-1 ./抽取

  日志    npm run verify -- fetch-log 网址 目录
          npm run verify -- log 起始日期 截止日期 [目录]
          先下载公示的审计日志每日根，再不联网核对：这些天里的根前后一致，日志只增不改。
          日期如 2026-11-23；目录缺省为“审计日志”。

退出状态
  0  核对通过        1  核对不符        2  文件无法读取或用法不对        3  没有发现不符，但有部分未核对
`;

export type Command =
  | { readonly does: 'help' }
  | { readonly does: 'fetch'; readonly url: string; readonly number: string; readonly folder: string }
  | { readonly does: 'fetch-log'; readonly url: string; readonly folder: string }
  | { readonly does: 'log'; readonly from: string; readonly to: string; readonly folder: string }
  | {
      readonly does: 'verify';
      readonly record: string;
      readonly frames: readonly string[];
      readonly id?: string;
    };

/** Parses the arguments of the command, or returns what is wrong with them. */
export function commandOf(words: readonly string[]): Result<Command, string> {
  if (words.length === 0 || words.includes('--help')) return ok({ does: 'help' });
  if (words[0] === 'fetch') {
    const [, url, number, folder, ...more] = words;
    if (url === undefined || number === undefined || folder === undefined || more.length > 0)
      return err('下载需要网址、抽取编号和目录三项。');
    return URL.canParse(url)
      ? ok({ does: 'fetch', url: url.replace(/\/+$/, ''), number, folder })
      : err(`${url} 不是网址。`);
  }
  if (words[0] === 'fetch-log') return fetchLogOf(words.slice(1));
  if (words[0] === 'log') return logOf(words.slice(1));
  const at = words.indexOf('--id');
  const id = at < 0 ? undefined : words[at + 1];
  if (at >= 0 && id === undefined) return err('--id 后面应写编号。');
  const [record, ...frames] = words.filter((_, index) => at < 0 || (index !== at && index !== at + 1));
  const unknown = [record, ...frames].find((word) => word?.startsWith('--'));
  if (unknown !== undefined) return err(`不认识的选项 ${unknown}。`);
  if (record === undefined) return err('没有写记录文件（draw.json）。');
  return ok({ does: 'verify', record, frames, ...(id !== undefined && { id }) });
}

const logFolder = '审计日志';

function fetchLogOf([url, folder = logFolder, ...more]: readonly string[]): Result<Command, string> {
  if (url === undefined || more.length > 0) return err('下载审计日志需要网址，可写目录。');
  return URL.canParse(url) ? ok({ does: 'fetch-log', url: url.replace(/\/+$/, ''), folder }) : err(`${url} 不是网址。`);
}

function logOf([from, to, folder = logFolder, ...more]: readonly string[]): Result<Command, string> {
  if (from === undefined || to === undefined || more.length > 0) return err('核对审计日志需要起始日期和截止日期。');
  const wrong = [from, to].find((day) => !isLocalDate(day));
  if (wrong !== undefined) return err(`${wrong} 不是日期，应如 2026-11-23。`);
  return from <= to ? ok({ does: 'log', from, to, folder }) : err('起始日期不能晚于截止日期。');
}
