import type { AnswerOf } from '../../../shared/api/client.ts';
import type { Manifest } from '../../../shared/draw/manifest.ts';
import { shardCount } from '../../../shared/draw/merkle.ts';
import type { DrawRecord, FrameResult } from '../../../shared/draw/record.ts';
import { selectionDigest } from '../../../shared/draw/tickets.ts';
import { isVerified, verifyDraw } from '../../../shared/draw/verify-draw.ts';
import { mergeIntoVisits } from '../../../shared/draw/visits.ts';
import { expect, present } from './deviation.ts';
import type { DrawnBatch } from './draw-chapter.ts';
import { inTurn, type Stage } from './stage.ts';

type DrawDocument = AnswerOf<'getPublicDraw'>;
type Listed = AnswerOf<'listPublicDrawObjects'>['objects'][number];

export interface Verified {
  readonly steps: number;
  readonly objects: number;
}

/** Anybody: fetches the public record without login and computes the whole draw again. */
export async function verifyChapter(stage: Stage, { number, visits }: DrawnBatch): Promise<Verified> {
  const { tell, anyone } = stage;
  tell.chapter('公众验算：不登录，不信任任何人');
  tell.act(anyone.title, '下载抽取记录、名单和全部抽样框，自己重算一遍');
  tell.why('抽取是公开数据的纯函数：清单摘要、随机数、种子、抽签号、名单逐项可验');
  const record = await anyone.does('getPublicDraw', { params: { number } });
  const listed = await listOf(stage, record);
  const frames = await framesOf(stage, record);

  const { manifest, digest, salt } = partsOf(record);
  const steps = verifyDraw(drawRecord(record, manifest, listed), frames);
  for (const { step, outcome, where, reason } of steps.filter(({ outcome }) => outcome !== 'passed'))
    tell.result(`${step} ${where ?? ''}：${outcome} ${reason ?? ''}`);
  expect(isVerified(steps), '抽取记录逐项验算通过');
  expect(
    selectionDigest(
      listed.map(({ id }) => id),
      salt,
    ) === digest,
    '名单与先前公布的摘要一致',
  );
  expect(listed.length === visits, '公布的名单与检查次数一致');
  const lines = [...frames.values()].reduce((sum, each) => sum + each.length, 0);
  tell.result(`抽样框 ${frames.size} 个、${lines} 行，验算 ${steps.length} 项，全部一致；名单 ${listed.length} 家`);

  const [first] = listed;
  const shown = present(first, '名单不为空');
  tell.result(`例：${shown.name}，抽签号 ${shown.ticket.slice(0, 16)}…`);
  tell.result(`自己验算：printf '%s\\nobject\\n%s' ${record.seed} ${shown.id} | sha256sum`);
  const path = await stage.keepFile('抽取公开记录.json', `${JSON.stringify({ record, list: listed }, null, 2)}\n`);
  stage.artefacts.push({ name: '公众验算', figure: `${steps.length} 项全部一致`, at: path });
  return { steps: steps.length, objects: listed.length };
}

async function listOf({ anyone }: Stage, record: DrawDocument): Promise<readonly Listed[]> {
  const parts = Array.from({ length: present(record.list, '公布了名单').parts }, (_, part) => String(part));
  const documents = await inTurn(parts, 4, (part) =>
    anyone.does('listPublicDrawObjects', { params: { number: record.number, part } }),
  );
  return documents.flatMap(({ objects }) => objects);
}

/** The lines of every frame, shard by shard in order. */
async function framesOf({ anyone }: Stage, { number, frames }: DrawDocument): Promise<Map<string, readonly string[]>> {
  const shards = Array.from({ length: shardCount }, (_, shard) => String(shard));
  const files = new Map<string, readonly string[]>();
  for (const { frame } of frames) {
    const documents = await inTurn(shards, 16, (shard) =>
      anyone.does('getPublicFrameShard', { params: { number, frame, shard } }),
    );
    files.set(
      frame,
      documents.flatMap(({ lines }) => lines),
    );
  }
  return files;
}

function partsOf({ manifest, list }: DrawDocument) {
  const published = present(list, '公布了名单');
  return {
    // Whatever it says is judged by the verification, step by step.
    manifest: JSON.parse(present(manifest, '公布了清单')) as Manifest,
    digest: published.digest,
    salt: present(published.salt, '公布了名单的盐'),
  };
}

/** The record as suiji-draw/1 verifies it: the selection of each stratum from the list, the rest as published. */
function drawRecord(record: DrawDocument, manifest: Manifest, listed: readonly Listed[]): DrawRecord {
  const { commitments, reveals } = present(record.ceremony, '公布了随机数的产生过程');
  const frames = record.frames.map(
    ({ frame, strata }): FrameResult => ({
      frame,
      strata: strata.map(({ stratum, selected = 0, threshold }) => ({
        stratum,
        count: selected,
        ...(threshold !== undefined && { threshold }),
        selected: listed
          .filter(({ drawnIn }) => drawnIn.some((one) => one.frame === frame && one.stratum === stratum))
          .map(({ id, ticket }) => ({ id, ticket })),
      })),
    }),
  );
  const selections = manifest.frames.map(({ frame, department, items }) => ({
    frame,
    department,
    items,
    selected: frames.find((one) => one.frame === frame)?.strata.flatMap(({ selected }) => selected ?? []) ?? [],
  }));
  return {
    manifest,
    manifestDigest: present(record.digest, '公布了摘要'),
    ceremony: { commitments, reveals },
    randomness: present(record.randomness, '公布了随机数'),
    seed: present(record.seed, '公布了种子'),
    frames,
    visits: mergeIntoVisits(selections),
  };
}
