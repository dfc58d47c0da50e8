import { describe, expect, test } from 'vitest';
import { attachRecord } from '../../../local/demo/story/result-steps.ts';
import { commitmentOf } from '../../../shared/draw/ceremony.ts';
import { ceremony } from './ceremony.ts';
import { openTo, visitsOf, who, year } from './county.ts';
import { works } from './files.ts';
import { announced, drawnByAll, found, published, seen } from './steps.ts';

export function draws(): void {
  describe('March: works and trades are drawn', () => {
    const { drawn } = ceremony('水利工程质量');

    test('of a key item everything is inspected, and chance decides the order', async () => {
      expect([drawn().status, drawn().visits]).toEqual(['dispatched', works.length]);
      expect(await openTo(drawn().number)).toBe(true);
    });

    test('a list to be published after the inspections is nowhere public until they are over', async () => {
      await year.life.goOn('2026-03-09', 9);
      const lead = who('wgl-admin');
      const parties = ['wgl-officer1', 'zwdsj-officer1', 'sfj-officer1'];
      const { batch, ceremony: held } = await announced(year.life, lead, year.online, '网络文化经营', parties);
      year.hidden = await drawnByAll(year.life, lead, batch, held);
      // A fifth of the twenty forms of trade.
      expect([year.hidden.status, year.hidden.visits]).toEqual(['dispatched', 4]);
      expect(await openTo(year.hidden.number)).toBe(false);
      const visits = await visitsOf('wgl-admin', year.hidden);
      const published = JSON.stringify(
        await year.life.anyone.does('getPublicDraw', { params: { number: year.hidden.number } }),
      );
      for (const { object } of visits) expect(published).not.toContain(object.id);
    });

    test('what network monitoring finds is entered by those who looked, and by its method alone', async () => {
      await year.life.goOn('2026-03-20', 10);
      for (const { id } of await visitsOf('wgl-admin', year.hidden)) {
        const result = `${id}.WGL`;
        await found(who('wgl-officer1'), result, '2026-03-20', '1').then((saved) =>
          expect(saved.findings[0]?.method).toBe('1'),
        );
        await who('wgl-officer1').isRefused(
          'submitResult',
          { ...(await seen(who('wgl-officer1'), result)), body: {} },
          'result-incomplete',
        );
        await published(year.life, 'wgl', result, '5');
      }
    });

    test('once their window is over the list is public, with every name on it', async () => {
      await year.life.goOn('2026-04-01', 9);
      const lead = who('wgl-admin');
      if (!(await openTo(year.hidden.number))) await lead.does('publishDrawList', { params: { id: year.hidden.id } });
      await year.life.system.idle();
      const list = await year.life.anyone.does('listPublicDrawObjects', {
        params: { number: year.hidden.number, part: '0' },
      });
      const visits = await visitsOf('wgl-admin', year.hidden);
      expect(list.objects.map(({ id }) => id).toSorted()).toEqual(visits.map(({ object }) => object.id).toSorted());
    });
  });

  describe('April: the farms', () => {
    test('a ceremony that one party does not finish draws nothing; its batch is voided in public by two people', async () => {
      await year.life.goOn('2026-04-02', 9);
      const lead = who('nync-admin');
      const { batch, ceremony: held } = await announced(year.life, lead, year.joint, '畜禽养殖联合检查', [
        'nync-officer1',
        'czj-officer1',
        'sfj-officer1',
      ]);
      const params = { id: batch.id };
      for (const party of held.parties.slice(0, 2))
        await party.does('submitCommitment', { params, body: { commitment: commitmentOf(`of ${party.title}`) } });
      await year.life.goTo(new Date(held.revealBy.getTime() + 60_000));
      expect((await lead.does('getBatch', { params })).status).toBe('committed');

      const body = { category: '随机源未完成', reason: '司法局未在期限内提交承诺' } as const;
      const asked = await lead.does('requestVoid', { params, key: year.life.key(), body });
      const requestId = asked.voidRequest?.id ?? '';
      await who('office1').does('approveVoid', { params: { ...params, requestId } });
      const shown = await year.life.anyone.does('getPublicDraw', { params: { number: batch.number } });
      expect(JSON.stringify(shown)).toContain('随机源未完成');
    });

    test('the next batch of the same entry is drawn, and every department inspects in one visit', async () => {
      const lead = who('nync-admin');
      const { batch, ceremony: held } = await announced(year.life, lead, year.joint, '畜禽养殖联合检查', [
        'nync-officer1',
        'czj-officer1',
        'sfj-officer1',
      ]);
      year.farmsDrawn = await drawnByAll(year.life, lead, batch, held);
      // A tenth of forty farms.
      expect([year.farmsDrawn.status, year.farmsDrawn.visits]).toEqual(['dispatched', 4]);
      for (const { departments } of await visitsOf('nync-admin', year.farmsDrawn))
        expect(departments.toSorted()).toEqual(['HBJ', 'JTYS', 'NYNC']);
      const { items } = await year.life.anyone.does('listPublicDraws', { query: {} });
      expect(items[0]?.number).toBe(year.farmsDrawn.number);
      expect(items.map(({ status }) => status)).toContain('voided');
    });

    test('a farm that has moved away is replaced by the next of the list, by two people', async () => {
      const before = await visitsOf('nync-admin', year.farmsDrawn);
      const first = new Set(before.map((one) => one.object.id));
      const [visit] = before;
      const { id = '', object } = visit ?? {};
      const inspector = who('nync-officer1');
      const { id: evidence } = await attachRecord(inspector, `${id}.NYNC`, '现场已无养殖设施，邻人证实上月迁往外县\n');
      const params = { id: year.farmsDrawn.id };
      const body = { visitId: id, reason: '迁出', evidence } as const;
      const asked = await inspector.does('requestReserve', { params, key: year.life.key(), body });
      const requestId = asked.reserves.at(-1)?.id ?? '';
      await inspector.isRefused('approveReserve', { params: { ...params, requestId } }, 'forbidden');
      await who('nync-admin').does('approveReserve', { params: { ...params, requestId } });
      await year.life.system.idle();
      expect(
        (await visitsOf('nync-admin', year.farmsDrawn)).filter(({ status }) => status === 'dispatched'),
      ).toHaveLength(4);
      const asksFor = (code: string) =>
        year.life.anyone.does('getPublicDrawCode', { params: { number: year.farmsDrawn.number, id: code } });
      const added = (await visitsOf('nync-admin', year.farmsDrawn)).filter((one) => !first.has(one.object.id));
      expect(added).toHaveLength(1);
      expect((await asksFor(added[0]?.object.id ?? '')).answer).toBe('added');
      expect((await asksFor(object?.id ?? '')).answer).toBe('on-list');
    });

    test('an inspector who has fallen ill is replaced by the next in turn, by two people of the department', async () => {
      const visit = (await visitsOf('nync-admin', year.farmsDrawn)).find(({ status }) => status === 'dispatched');
      const team = visit?.parts.find(({ department }) => department === 'HBJ')?.team ?? [];
      const ill = team[0]?.id ?? '';
      const params = { id: year.farmsDrawn.id };
      const body = { visitId: visit?.id ?? '', department: 'HBJ', inspectorId: ill, reason: '疾病' } as const;
      const asked = await who('hbj-officer1').does('requestTeamChange', { params, key: year.life.key(), body });
      const requestId = asked.teamChanges.at(-1)?.id ?? '';
      await who('hbj-admin').does('approveTeamChange', { params: { ...params, requestId } });
      const after = await who('hbj-officer1').does('getVisit', { params: { id: visit?.id ?? '' } });
      const now = after.parts.find(({ department }) => department === 'HBJ')?.team.map(({ id }) => id) ?? [];
      expect([now.length, now.includes(ill)]).toEqual([2, false]);
    });
  });
}
