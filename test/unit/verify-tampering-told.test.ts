import { describe, expect, test } from 'vitest';
import { buildFrame, frameLines } from '../../shared/draw/one/frame.ts';
import { verifyInclusion } from '../../shared/draw/one/inclusion.ts';
import { explainRecord } from '../../shared/verification/explain-record.ts';
import { readRecordFile } from '../../shared/verification/record-file.ts';
import {
  editManifest,
  type Forged,
  first,
  firstVisit,
  forged,
  linesOf,
  listed,
  otherHex,
  present,
  published,
  resealTeams,
  reserve,
  second,
  team,
  toldOf,
  undrawn,
} from '../support/forged-draw.ts';
import { fileOf } from '../support/published-draw.ts';

const assisted = present(published.list.find(({ teams }) => teams.some(({ experts }) => experts)));
const assistedTeam = ({ list }: Forged) =>
  present(list.find(({ id }) => id === assisted.id)?.teams.find(({ experts }) => experts));
const where = `${firstVisit.id} 市场监督管理局`;

/** Every row of the first frame whose id a visitor would read as the same. */
const lookAlike = (id: string) => id.replace('SHOP', 'SHОР');
const leader = present(present(firstVisit.teams[0]).leader);

describe('what a sceptical auditor would try is caught, and told in a sentence that names it', () => {
  test.each<[string, (draw: Forged) => void, string]>([
    [
      'another leader of a team',
      (d) => void (team(d).leader = present(team(d).members.find((id) => id !== leader))),
      '检查组：不符，检查组与抽取当时封存的摘要不符',
    ],
    [
      'a leader from outside the team, the digest made anew',
      (d) => {
        team(d).leader = 'SCJG-R5';
        team(d).members = team(d).members.filter((id) => id !== 'SCJG-R5');
        resealTeams(d);
      },
      `检查组（${where}）：不符，`,
    ],
    [
      'another expert',
      (d) => void (assistedTeam(d).experts = ['SCJG-E9']),
      '检查组：不符，检查组与抽取当时封存的摘要不符',
    ],
    [
      'an expert whom no registry knows, the digest made anew',
      (d) => {
        assistedTeam(d).experts = ['SCJG-E9'];
        resealTeams(d);
      },
      `检查组（${assisted.id} 市场监督管理局）：不符，有专家不在公布的专家名录内`,
    ],
    [
      'an inspector who is counted as an expert too, the digest made anew',
      (d) => {
        assistedTeam(d).experts = [present(assistedTeam(d).members[0])];
        resealTeams(d);
      },
      `检查组（${assisted.id} 市场监督管理局）：不符，同一专家出现两次，或专家同时列为检查人员`,
    ],
    [
      'a reserve that is kept quiet',
      (d) => void d.draw.reserves.pop(),
      `候补（${first} A 类）：不符，候补次数与公布的候补不符`,
    ],
    [
      'a reserve that was never called',
      (d) => void d.draw.reserves.push({ ...structuredClone(reserve(d)), objectId: undrawn }),
      `候补（${first} A 类）：不符，候补次数与公布的候补不符`,
    ],
    [
      'the name of whoever was replaced left out',
      (d) => void delete reserve(d).objectId,
      '公示内容一致（候补 第 1 个）：不符，缺少该状态应有的内容',
    ],
    [
      'a reserve said to be called before the draw',
      (d) => void (reserve(d).approvedAt = '2026-11-23T03:00:00.000Z'),
      '公示内容一致（候补 第 1 个）：不符，时间先后颠倒',
    ],
    [
      'two objects of the list exchanged',
      (d) => void d.list.splice(0, 2, listed(d, 1), listed(d, 0)),
      '名单摘要：不符，名单与抽取当时封存的摘要不符',
    ],
    [
      'an object that stands twice in the list',
      (d) => {
        d.list.splice(1, 0, structuredClone(listed(d)));
        d.draw.visits = d.list.length;
      },
      '名单摘要：不符，名单与抽取当时封存的摘要不符',
    ],
    [
      'an id with letters that look alike',
      (d) => void (listed(d).id = lookAlike(firstVisit.id)),
      `抽取结果（${firstVisit.drawnIn[0]?.frame} ${firstVisit.drawnIn[0]?.stratum} 类）：不符，第 1 位与重新算出的不同`,
    ],
    [
      'an id with letters that look alike in a frame',
      (d) => {
        const lines = linesOf(d, first);
        const at = lines.findIndex((line) => line.includes(firstVisit.id));
        const rows = lines.map((line): { id: string; stratum: string; version: number } => JSON.parse(line));
        // Put where the order of the file wants it, so that only the root can tell.
        const turned = buildFrame(rows.map((row, index) => (index === at ? { ...row, id: lookAlike(row.id) } : row)));
        if (turned.ok) lines.splice(0, lines.length, ...frameLines(turned.value));
      },
      `抽样框（${first}）：不符，名录与抽取前锁定的不同：有行被改动、增加或删除`,
    ],
    [
      'a stratum with a letter that looks alike',
      (d) => linesOf(d, first).splice(0, 1, present(linesOf(d, first)[0]).replace(/"stratum":"."/, '"stratum":"А"')),
      `抽样框（${first}）：不符，名录与抽取前锁定的不同：有行被改动、增加或删除`,
    ],
    [
      'a whole shard of a frame left out',
      (d) => linesOf(d, first).splice(-1, 1),
      `抽样框（${first}）：不符，名录与抽取前锁定的不同：有行被改动、增加或删除`,
    ],
    [
      'two frames exchanged',
      (d) => {
        const lines = linesOf(d, first);
        d.frames.set(first, linesOf(d, second));
        d.frames.set(second, lines);
      },
      `抽样框（${first}）：不符，名录与抽取前锁定的不同：有行被改动、增加或删除`,
    ],
    [
      'a quota of another stratum in the manifest, so that the sum is as it was',
      (d) => editManifest(d, '"quota":4,"size":26,"stratum":"A"', '"quota":3,"size":27,"stratum":"A"'),
      '抽取清单：不符，清单与其摘要不符，清单被改动过',
    ],
    [
      'the manifest left out',
      (d) => void delete d.draw.manifest,
      '公示内容一致（状态“已派发”： 抽取清单）：不符，缺少该状态应有的内容',
    ],
    [
      'a draw said to be made before the secrets were open',
      (d) => {
        d.draw.drawnAt = '2026-11-23T02:05:00.000Z';
        d.draw.framesPublishedAt = d.draw.drawnAt;
        present(d.draw.list).publishedAt = d.draw.drawnAt;
      },
      '公示内容一致（抽取时间）：不符，时间先后颠倒',
    ],
    [
      'a stratum that the manifest does not have',
      (d) => void present(d.draw.frames[0]).strata.push({ stratum: 'C', size: 0, quota: 0, selected: 0 }),
      `公示内容一致（${first} C 类）：不符，与抽取前公布的清单不一致`,
    ],
    [
      'a department left out of those that take part',
      (d) => void d.draw.departments.pop(),
      '公示内容一致（参加部门）：不符，与抽取前公布的清单不一致',
    ],
    [
      'a frame that is named twice for one object',
      (d) => listed(d).drawnIn.push({ ...present(listed(d).drawnIn[0]) }),
      `公示内容一致（名单 ${firstVisit.id}）：不符，所列的抽样框重复，或顺序不对`,
    ],
    [
      'frames said to be withheld although the list was promised with the draw',
      (d) => void delete d.draw.framesPublishedAt,
      '公示内容一致（名录公布时间）：不符，缺少该状态应有的内容',
    ],
    [
      'a list that was promised for after the inspections',
      (d) => void (d.draw.listPublicity = '检查后公示'),
      '公示内容一致（名录公布时间）：不符，约定检查后公示的，在检查期结束前就公布了',
    ],
    [
      'the number of changed teams',
      (d) => {
        const places = d.list.flatMap(({ teams }) => teams.flatMap(({ members }) => members)).length;
        const counts = { objects: d.list.length, reserves: 1, passedOver: 0, places, teamChanges: 2 };
        d.draw.changes = { ...counts, reserveRate: 1111, teamChangeRate: 0 };
      },
      '公示内容一致（变动统计 换员次数）：不符，数量不符',
    ],
  ])('%s', (_, forge, told) => {
    const sentences = toldOf(forge);
    expect(sentences.filter((sentence) => sentence.startsWith(told))).not.toEqual([]);
    for (const sentence of sentences) expect(sentence).not.toMatch(/[a-z]{2,}/);
  });
});

test('names, titles, and how many were left out why, decide nothing: the fingerprint alone covers them', () => {
  const { verdict } = forged((d) => {
    listed(d).name = '另一家商店';
    d.draw.title = '另一次抽查';
    present(d.draw.frames[0]?.excluded[0]).count = 9;
    reserve(d).reason = '注销';
  });
  expect(verdict).toBe('verified');
});

describe('the proof that an object stands in a frame', () => {
  const read = readRecordFile(fileOf(published));
  if (!read.ok) throw new Error(read.error.kind);
  const { file } = read.value;
  const [place] = explainRecord(file, published.frames, firstVisit.id);
  if (!place?.ok || !place.value.contained) throw new Error('the first visit was drawn in the first frame');
  const { proof } = place.value;
  const { root } = present(published.draw.frames.find((one) => one.frame === place.value.frame));

  test('leads to the committed root, and with one hash, line, place or shard changed does not', () => {
    expect(verifyInclusion(proof, root).ok).toBe(true);
    for (const index of proof.path.keys()) {
      const path = proof.path.map((hash, at) => (at === index ? otherHex(hash) : hash));
      expect(verifyInclusion({ ...proof, path }, root).ok).toBe(false);
    }
    expect(verifyInclusion({ ...proof, line: proof.line.replace('"version":1', '"version":2') }, root).ok).toBe(false);
    expect(verifyInclusion({ ...proof, index: proof.index + 1 }, root).ok).toBe(false);
    expect(verifyInclusion({ ...proof, shardSize: proof.shardSize + 1 }, root).ok).toBe(false);
    expect(verifyInclusion({ ...proof, shard: (proof.shard + 1) % 256 }, root).ok).toBe(false);
    expect(verifyInclusion({ ...proof, path: proof.path.slice(1) }, root).ok).toBe(false);
    expect(verifyInclusion(proof, otherHex(root)).ok).toBe(false);
  });
});
