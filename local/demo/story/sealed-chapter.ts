import { formatChineseDate, shiftDate } from '../../../shared/calendar/local-date.ts';
import { jobs } from '../../../shared/platform/jobs.ts';
import { timeOf } from './clock.ts';
import { expect, present } from './deviation.ts';
import type { DrawnBatch } from './draw-chapter.ts';
import type { Stage } from './stage.ts';

/** 检查后公示: while the inspectors are on their way, nobody can find out from what is public who was drawn. */
export async function sealedChapter(stage: Stage, { id, number }: DrawnBatch): Promise<void> {
  const { tell, anyone } = stage;
  tell.chapter('名单在检查结束前不公开');
  const { items } = await stage.person('scjg-admin').does('listVisits', { query: { batch: id, limit: 100 } });
  const drawn = present(items[0], '有抽中的对象').object;
  const { items: some } = await stage.person('scjg-officer1').does('listObjects', { query: { limit: 100 } });
  const others = new Set(items.map(({ object }) => object.id));
  const left = present(
    some.find((object) => !others.has(object.id)),
    '有未抽中的对象',
  );
  tell.act(anyone.title, '查看抽取记录，再按编号查询一家抽中的和一家未抽中的');
  const record = await anyone.does('getPublicDraw', { params: { number } });
  expect(!JSON.stringify(record).includes(drawn.id), '抽取记录里没有抽中对象的编号');
  const ask = (code: string) => anyone.does('getPublicDrawCode', { params: { number, id: code } });
  const [one, other] = [await ask(drawn.id), await ask(left.id)];
  expect(one.answer === 'not-published', '名单未公布');
  expect(JSON.stringify(one) === JSON.stringify(other), '对抽中的和未抽中的回答相同');
  tell.result('两次的回答一字不差：名单尚未公布');
  tell.why('名单先公布摘要，检查结束后再公布全文：检查前没有人通风报信，公布时也不能换人');
}

/** The window closes, and the list comes by itself, as its digest said. */
export async function listChapter(stage: Stage, { number, visits }: DrawnBatch, until: string): Promise<void> {
  const { tell, clock, anyone } = stage;
  tell.chapter('检查期结束，名单到期公布');
  const night = timeOf(shiftDate(until, 1), 0, 30);
  if (night > (await clock.now())) {
    const ran = await clock.forwardTo(night);
    expect(ran.includes('publish-draw-lists'), '到期的任务中有公布名单');
    const { zh } = jobs['publish-draw-lists'].summary;
    tell.act('演示时钟', `${formatChineseDate(until)}检查期结束，次日凌晨：${zh}`);
  }
  const { list } = await anyone.does('getPublicDraw', { params: { number } });
  expect((list?.parts ?? 0) > 0, '名单已经公布');
  tell.result(`${visits} 家的名单已公布，与抽取时公布的摘要一致（下一章验算）`);
}
