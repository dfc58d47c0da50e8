import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { AnswerOf } from '../../../shared/api/client.ts';
import { type Department, departmentName } from '../../../shared/codes/departments.ts';
import { commitmentOf } from '../../../shared/draw/ceremony.ts';
import { clockText, secondText } from './clock.ts';
import { expect, present } from './deviation.ts';
import type { PublishedPlan } from './plan-chapter.ts';
import type { Stage } from './stage.ts';

/** Parties of the ceremony: besides the lead a participant and a department that has no part in the inspections. */
const parties: readonly { readonly department: Department; readonly username: string }[] = [
  { department: 'SCJG', username: 'scjg-officer1' },
  { department: 'WJW', username: 'wjw-officer1' },
  { department: 'GAJ', username: 'gaj-officer1' },
];
const minute = 60_000;
/** How often, in milliseconds, and how many times the story polls the process. */
const pause = 200;
const looks = 300;

type BatchView = AnswerOf<'getBatch'>;

export interface DrawnBatch {
  readonly id: string;
  readonly number: string;
  readonly visits: number;
}

/** 抽取: freeze, commit, reveal, draw, match, dispatch; each public before the next can begin. */
export async function drawChapter(stage: Stage, plan: PublishedPlan): Promise<DrawnBatch> {
  const { tell } = stage;
  const lead = stage.person('scjg-admin');
  const frozen = await freeze(stage, plan);
  const { id, number } = frozen;
  const { commitBy, revealBy, beacon } = await commit(stage, frozen);
  await ceremony(stage, id, commitBy);

  tell.chapter('到时自动抽取、匹配、派发');
  const drawnFrom = beacon?.due ?? new Date(Date.parse(revealBy) + minute);
  await stage.clock.forwardTo(drawnFrom);
  tell.result(
    `（演示时钟拨到 ${clockText(drawnFrom)}，${beacon ? '约定的一轮公共随机数已经产生' : '公开截止时间已过'}）`,
  );
  tell.act('抽取流程', '到公布的时间自动抽取，无人按键');
  tell.why('每家的抽签号 = SHA-256(种子 + 编号)，各类对象取号码最小的若干家；人人可以验算，谁也不能挑选');
  const dispatched = await untilDispatched(stage, id);
  await tellRandomness(stage, number);
  const visits = present(dispatched.visits, '抽取后有检查次数');
  expect(visits > 0, '抽中检查对象');
  const classes = dispatched.frames[0]?.strata.map(({ stratum, size, quota }) => `${stratum} 类 ${size} 抽 ${quota}`);
  tell.result(`抽中 ${visits} 家（${classes?.join('，') ?? ''}）`);
  tell.why('R2 每个参加部门至少派 2 名持证、在岗、无须回避的执法人员；凑不齐就整体失败，不会少派');
  tell.act('抽取流程', '匹配检查人员并派发检查任务');
  const again = await lead.does('drawBatch', { params: { id } });
  expect(again.version === dispatched.version, '再按抽取也只得到同一结果');
  tell.act(lead.title, '再按一次抽取：结果不变，不能重抽');
  const { items } = await lead.does('listVisits', { query: { batch: id, limit: 100 } });
  expect(items.length === visits, '每家一次上门检查');
  expect(
    items.every(({ parts }) => parts.every(({ team }) => new Set(team.map((member) => member.id)).size >= 2)),
    '每个部门每次至少两名检查人员',
  );
  const inspectors = new Set(items.flatMap((visit) => visit.inspectors)).size;
  tell.result(`${visits} 次上门，${visits * frozen.departments.length} 份检查结果待填，${inspectors} 名检查人员参加`);
  stage.artefacts.push(
    { name: '抽取公开记录', figure: number, at: stage.at(`/public/draws/${number}`) },
    { name: '当年全部抽取', figure: '', at: stage.at(`/public/draws?year=${number.slice(6, 10)}`) },
  );
  return { id, number, visits };
}

/** The process works in the background; a minute is far more than it needs. */
async function untilDispatched(stage: Stage, id: string): Promise<BatchView> {
  const lead = stage.person('scjg-admin');
  for (let look = 0; ; look += 1) {
    const batch = await lead.does('getBatch', { params: { id } });
    if (batch.status === 'dispatched') return batch;
    const { reason } = batch.process ?? {};
    expect(reason === undefined && look < looks, `抽取流程到时完成派发${reason === undefined ? '' : `（${reason}）`}`);
    await wait(pause);
  }
}

async function freeze(stage: Stage, { id: planId, entryId }: PublishedPlan): Promise<BatchView> {
  const { tell } = stage;
  const lead = stage.person('scjg-admin');
  tell.chapter('随机抽取：冻结与公布摘要');
  tell.act(lead.title, '建立批次，冻结抽样框');
  tell.why('R4 抽样框、抽取数量和检查人员名录先冻结并公布摘要，随机数在此之后才产生；不能修改，不能重抽');
  const body = { title: '餐饮服务单位联合抽查批次', entries: [{ planId, entryId }] };
  const frozen = await lead.does('freezeBatch', { key: randomUUID(), body });
  for (const { frame, size, root, parts } of frozen.frames) {
    const own = parts.map((part) => `${departmentName(part.department)} ${part.size} 家`).join('，');
    tell.result(`抽样框 ${frame}：${size} 家（${own}），Merkle 根 ${root.slice(0, 16)}…`);
  }
  tell.why('R57 信用分类不公开：名录里每一行只有行名和分层，行名要用批次密钥里的盐才能对上是谁');
  const again = await lead.isRefused('freezeBatch', { key: randomUUID(), body }, 'already-exists');
  tell.act(lead.title, '想为同一条目再建一个批次');
  tell.refusal(again);
  return frozen;
}

async function commit(stage: Stage, { id, version }: BatchView) {
  const { tell } = stage;
  const lead = stage.person('scjg-admin');
  const now = (await stage.clock.now()).getTime();
  const commitBy = new Date(now + 30 * minute).toISOString();
  const revealBy = new Date(now + 90 * minute).toISOString();
  const names = parties.map(({ department }) => departmentName(department)).join('、');
  const next = await stage.roundToCome();
  // Made after every secret, so a party that withholds one cannot know its effect.
  const beacon = next && next.due > new Date(revealBy) ? next : undefined;
  const body = {
    ...(beacon
      ? { source: 'combined' as const, drawAt: beacon.due.toISOString() }
      : { source: 'ceremony' as const, reason: '演示不联网，没有到时可取的公共随机数' }),
    parties: parties.map(({ department }) => department),
    commitBy,
    revealBy,
  };
  tell.act(lead.title, `公布摘要，随机数由 ${names} 共同产生${beacon ? '，再与一轮公共随机数合并' : ''}`);
  const committed = await lead.does('commitBatch', { params: { id }, version, body });
  tell.result(`摘要 ${present(committed.digest, '公布了摘要')}`);
  tell.result(`承诺截止 ${clockText(new Date(commitBy))}，公开截止 ${clockText(new Date(revealBy))}`);
  if (beacon) {
    tell.why('公共随机数由多家机构联合签名，到时之前谁也不知道；两种来源合并，任何一方都左右不了抽取结果');
    tell.result(`公共随机数：drand quicknet 第 ${beacon.round} 轮，${secondText(beacon.due)} 产生`);
    tell.result('（这一轮早已真实公布；演示的时钟从它产生之前开始，由本机中继到时给出。实际抽取须约定尚未产生的一轮）');
  } else tell.result('（本次只由各部门产生随机数：按本机时钟，没有不联网也能到时取得的公共随机数）');
  return { commitBy, revealBy, beacon };
}

/** Each party seals a secret before the deadline and reveals it after; nobody knows the others' when choosing. */
async function ceremony(stage: Stage, id: string, commitBy: string): Promise<void> {
  const { tell } = stage;
  tell.chapter('随机数：先承诺，后公开');
  tell.why('每个部门先公布密数的 SHA-256，截止后再公开密数；任何一方都不能看着别人的数来定自己的数');
  const secrets = parties.map(({ username }) => ({
    who: stage.person(username),
    secret: randomBytes(32).toString('hex'),
  }));
  for (const { who, secret } of secrets) {
    await who.does('submitCommitment', { params: { id }, body: { commitment: commitmentOf(secret) } });
    tell.act(who.title, `提交承诺 ${commitmentOf(secret).slice(0, 16)}…`);
  }
  const first = present(secrets[0], '有参加方');
  tell.act(first.who.title, '未到截止时间就想公开密数');
  tell.refusal(
    await first.who.isRefused('revealSecret', { params: { id }, body: { secret: first.secret } }, 'ceremony-open'),
  );

  await stage.clock.forwardTo(new Date(Date.parse(commitBy) + minute));
  tell.result(`（演示时钟拨到 ${clockText(await stage.clock.now())}）`);
  tell.act(first.who.title, '换一个密数再公开');
  const other = { params: { id }, body: { secret: randomBytes(32).toString('hex') } };
  tell.refusal(await first.who.isRefused('revealSecret', other, 'secret-mismatch'));
  for (const { who, secret } of secrets) {
    await who.does('revealSecret', { params: { id }, body: { secret } });
    tell.act(who.title, '公开密数');
  }
}

/** What everybody can read about the randomness of the draw. */
async function tellRandomness({ tell, anyone }: Stage, number: string): Promise<void> {
  const { beacon, randomness, seed } = await anyone.does('getPublicDraw', { params: { number } });
  if (beacon) {
    const signature = present(beacon.signature, '公布了公共随机数的签名');
    tell.result(`第 ${beacon.round} 轮的签名 ${signature.slice(0, 16)}…，取自 ${beacon.relay}，用信标的公钥核对无误`);
  }
  tell.result(`随机数 ${present(randomness, '公布了随机数')}`);
  tell.result(`种子   ${present(seed, '公布了种子')}`);
}
