import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFile } from '../../../shared/verification/two/list-file.ts';
import { readRecordFile } from '../../../shared/verification/two/record-file.ts';
import { remarkWords, stepInWords } from '../../../shared/verification/two/verdict-words.ts';
import { verifyRecord } from '../../../shared/verification/two/verify-record.ts';
import { fetchFiles } from '../../../verify/fetch-files.ts';
import { frameFilesOf } from '../../../verify/frame-files.ts';
import { expect, present } from './deviation.ts';
import type { DrawnBatch } from './draw-chapter.ts';
import type { Stage } from './stage.ts';

export interface Verified {
  readonly steps: number;
  readonly objects: number;
}

/** As a visitor without login: downloads the public files and recomputes the whole draw, as `npm run verify` does. */
export async function verifyChapter(stage: Stage, { number, visits }: DrawnBatch): Promise<Verified> {
  const { tell, anyone } = stage;
  tell.chapter('公众验算：不登录，不信任任何人');
  tell.act(anyone.title, '下载抽取记录、名单和全部抽样框，自己重算一遍');
  tell.why('抽取是公开数据的纯函数：清单摘要、随机数、种子、抽签号、名单、检查组逐项可验');
  const folder = await stage.keepFolder(`抽取公开文件-${number}`);
  const fetched = await fetchFiles({ url: stage.publicUrl, number, folder }, () => undefined);
  expect(fetched.ok, '公开文件可以下载');

  const path = join(folder, 'draw.json');
  const read = readRecordFile(readFileSync(path));
  expect(read.ok, '抽取记录可以读取');
  const files = frameFilesOf(path, [], listFile);
  expect(files.ok, '抽样框文件可以读取');
  const { steps, verdict, remarks } = verifyRecord(read.value, { files: files.value });
  for (const step of steps) if (step.outcome !== 'passed') tell.result(stepInWords(step));
  expect(verdict === 'verified', '抽取记录逐项验算通过');

  const { draw, list = [] } = read.value.file;
  expect(list.length === visits, '公布的名单与检查次数一致');
  const lines = draw.frames.reduce((sum, { size }) => sum + size, draw.inspectors?.size ?? 0);
  tell.result(
    `公开名录 ${files.value.size} 份、${lines} 行，验算 ${steps.length} 项，全部一致；名单 ${list.length} 家`,
  );
  for (const remark of remarks) tell.result(remarkWords[remark]);
  const first = present(list[0], '名单不为空');
  tell.result(`名单按编号排列，例：${first.name}，由 ${first.frames.join('、')} 抽中；哪一行是它，名单不说`);
  tell.result(`再算一遍：npm run verify -- ${path}；或打开 ${stage.publicUrl}/verification?draw=${number}`);
  stage.artefacts.push({ name: '公众验算', figure: `${steps.length} 项全部一致`, at: path });
  return { steps: steps.length, objects: list.length };
}
