import { err, ok, type Result } from '../shared/base/result.ts';
import { isLocalDate } from '../shared/calendar/local-date.ts';
import { county } from '../shared/codes/county.ts';

export const usage = `用法
  验证    npm run verify -- draw.json [抽样框文件或目录 …] [--id 编号] [--slip 自查单] [--key 密钥 --book 目录]
          不联网、不登录。不写抽样框时，用 draw.json 旁 frames 目录里的文件。
          --id    另外说明一个对象是否在名单上（统一社会信用代码或公布的编号；名单公布后也可以是名称）
          --slip  另外按自查单核对自己的一行：自查单文件，或存有自查单网址的文件
          --key   另外按批次密钥核对（监督、审计机关和公证处用）：密钥文件；
          --book  对号册所在的目录，内有各抽样框的对号册、people.json、facts.json、turns.json
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

export interface VerifyCommand {
  readonly does: 'verify';
  readonly record: string;
  readonly frames: readonly string[];
  readonly id?: string;
  readonly slip?: string;
  readonly key?: string;
  readonly book?: string;
}

export type Command =
  | { readonly does: 'help' }
  | { readonly does: 'fetch'; readonly url: string; readonly number: string; readonly folder: string }
  | { readonly does: 'fetch-log'; readonly url: string; readonly folder: string }
  | { readonly does: 'log'; readonly from: string; readonly to: string; readonly folder: string }
  | VerifyCommand;

const options = {
  '--id': ['id', '编号'],
  '--slip': ['slip', '自查单文件'],
  '--key': ['key', '密钥文件'],
  '--book': ['book', '对号册的目录'],
} as const;

const isOption = (word: string): word is keyof typeof options => word in options;

/** Parses the arguments of the command, or returns what is wrong with them. */
export function commandOf(words: readonly string[]): Result<Command, string> {
  if (words.length === 0 || words.includes('--help')) return ok({ does: 'help' });
  const [first, ...more] = words;
  if (first === 'fetch') return fetchCommand(more);
  if (first === 'fetch-log') return fetchLogOf(more);
  if (first === 'log') return logOf(more);
  return verifyCommand(words);
}

function fetchCommand([url, number, folder, ...more]: readonly string[]): Result<Command, string> {
  if (url === undefined || number === undefined || folder === undefined || more.length > 0)
    return err('下载需要网址、抽取编号和目录三项。');
  return URL.canParse(url)
    ? ok({ does: 'fetch', url: url.replace(/\/+$/, ''), number, folder })
    : err(`${url} 不是网址。`);
}

function verifyCommand(words: readonly string[]): Result<Command, string> {
  const given: Partial<Record<(typeof options)[keyof typeof options][0], string>> = {};
  const files: string[] = [];
  const left = [...words];
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (!isOption(word)) {
      if (word.startsWith('--')) return err(`不认识的选项 ${word}。`);
      files.push(word);
      continue;
    }
    const [name, what] = options[word];
    const value = left.shift();
    if (value === undefined) return err(`${word} 后面应写${what}。`);
    if (given[name] !== undefined) return err(`${word} 写了两次。`);
    given[name] = value;
  }
  const [record, ...frames] = files;
  if (record === undefined) return err('没有写记录文件（draw.json）。');
  if ((given.key === undefined) !== (given.book === undefined)) return err('--key 和 --book 要一起写。');
  return ok({ does: 'verify', record, frames, ...given });
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
