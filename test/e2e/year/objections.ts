import { describe, expect, test } from 'vitest';
import type { CallOf } from '../../../shared/api/client.ts';
import { who, year } from './county.ts';
import { at, published } from './steps.ts';

export function objections(): void {
  describe('September: a farm objects to what is public of it', () => {
    test('it is marked while it is checked, nobody who made the result handles it, and what is upheld is corrected in time', async () => {
      await year.life.goOn('2026-09-23', 10);
      const { items } = await who('auditor').does('listResults', {
        query: { department: 'HBJ', status: 'published', limit: 100 },
      });
      const result = items.find(({ nonPerformance, edition }) => !nonPerformance && edition === 1);
      expect(result).toBeDefined();
      const { id: resultId = '', publicId = '', object } = result ?? {};
      const shown = () => year.life.anyone.does('getPublicResult', { params: { id: publicId }, query: {} });
      const recorder = who('hbj-officer1');
      const body: CallOf<'fileObjection'>['body'] = {
        resultId,
        ground: 'subject',
        text: '检查当日到的是相邻的另一家。',
        filedBy: object?.name ?? '',
        papers: ['营业执照复印件', '异议申请书'],
        filedOn: '2026-09-23',
      };
      const filed = await recorder.does('fileObjection', { key: year.life.key(), body });
      expect(filed).toMatchObject({ status: 'filed', due: '2026-09-29' });

      await recorder.isRefused('acceptObjection', { ...at(filed), body: { verified: true } }, 'same-person');
      const head = who('hbj-admin');
      const accepted = await head.does('acceptObjection', { ...at(filed), body: { verified: true } });
      expect(accepted).toMatchObject({ status: 'checking', due: '2026-10-10' });
      expect(await shown()).toMatchObject({ edition: 1, contested: true });

      const twice = await recorder.does('fileObjection', { key: year.life.key(), body });
      await head.isRefused('acceptObjection', { ...at(twice), body: { verified: false } }, 'not-ready');
      const known = await head.does('refuseObjection', { ...at(twice), body: { refusal: 'decided' } });
      expect(known.status).toBe('not-accepted');

      await year.life.goOn('2026-09-29', 10);
      const reason = '检查记录所附照片为相邻一家';
      const upheld = await head.does('upholdObjection', { ...at(accepted), body: { reason } });
      expect(upheld).toMatchObject({ status: 'upheld', correctBy: '2026-10-12' });
      expect(await shown()).toMatchObject({ withdrawn: true, objectName: '' });

      await year.life.goOn('2026-09-30', 10);
      await published(year.life, 'hbj', resultId);
      const corrected = await shown();
      expect(corrected).toMatchObject({ edition: 2, withdrawn: false, objectName: object?.name });
      expect(corrected.contested).toBeUndefined();
      const again = await recorder.does('fileObjection', {
        key: year.life.key(),
        body: { ...body, ground: 'corrected', filedOn: '2026-09-30' },
      });
      const refused = await head.does('refuseObjection', { ...at(again), body: { refusal: 'not-published' } });
      expect(refused.status).toBe('not-accepted');

      const other = await recorder.does('fileObjection', {
        key: year.life.key(),
        body: { ...body, ground: 'fact', text: '当日已经改正。', filedOn: '2026-09-30' },
      });
      const taken = await head.does('acceptObjection', { ...at(other), body: { verified: false } });
      expect(await shown()).toMatchObject({ edition: 2, contested: true });
      const answer = { reason: '检查时尚未改正', remedies: '可以自收到之日起六十日内申请行政复议' };
      expect(await head.does('dismissObjection', { ...at(taken), body: answer })).toMatchObject({
        ...{ status: 'dismissed', ...answer },
      });
      expect((await shown()).contested).toBeUndefined();
    });
  });
}
