import type { RecognisableItem } from '../../shared/domain/recognition/recognisable.ts';
import type { Recognition } from '../../shared/domain/recognition/recognition.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import { anObject } from './inspection-samples.ts';
import { type Inspections, resultOf } from './inspections.ts';
import { anEvent } from './stored-rows.ts';

/** What 市场监管 finds on its first item 卫健 may take over for three months, unless said otherwise. */
export const aRecognisableItem = (more: Partial<RecognisableItem> = {}): RecognisableItem => ({
  id: 'SCJG-001',
  name: 'SCJG-001的检查',
  holder: 'SCJG',
  by: ['WJW'],
  months: 3,
  document: '睢联席办〔2026〕2号',
  listed: true,
  ...more,
});

/** 卫健 has taken over what 市场监管 published in March, unless said otherwise. */
export const aRecognition = (more: Partial<Recognition> = {}): Recognition => ({
  ...{ id: 'recognition-1', resultId: 'result-2', department: 'WJW', sourceId: 'result-1', source: 'SCJG' },
  ...{ documentNumber: '睢市监抽查〔2026〕1号', edition: 1, objectName: '睢县第一餐馆' },
  items: [{ itemId: 'WJW-001', citedItemId: 'SCJG-001', citedName: 'SCJG-001的检查', codes: ['1'] }],
  ...{ validUntil: '2026-06-10', recognisedBy: 'WJW-officer-甲', recognisedOn: '2026-06-01', status: 'ok' },
  ...more,
});

export async function listedForHealth(county: Inspections, more: Partial<RecognisableItem> = {}): Promise<void> {
  const item = aRecognisableItem(more);
  const done = await county.store.work.commit([createRecord('recognisable-item', item.id, item, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
}

let objects = 0;
/**
 * On 10 March 2026 市场监管 publishes what it found at an object; from 1 June on 卫健 has a visit there. Answers both results;
 * it is 1 June afterwards.
 */
export async function citedAndCiting(
  county: Inspections,
  draft: Parameters<Inspections['published']>[1] = {},
): Promise<{ readonly source: string; readonly citing: string; readonly visit: string }> {
  objects += 1;
  const id = `91411422MA2000${String(objects).padStart(4, '0')}`;
  const object = anObject({ id, creditCode: id, name: `睢县第${objects}茶社` });
  county.at('2026-03-10T02:00:00Z');
  const source = resultOf(await county.dispatch({ object }));
  await county.published(source, { inspectedOn: '2026-03-10', ...draft });
  const visit = await county.dispatch({
    ...{ object, batchId: 'batch-june', window: { from: '2026-06-01', to: '2026-06-30' } },
    dispatchedAt: '2026-05-29T01:00:00.000Z',
  });
  county.at('2026-06-01T02:00:00Z');
  return { source, citing: resultOf(visit, 'WJW'), visit };
}
