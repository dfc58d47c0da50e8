import { fixSetting } from './fix-setting.ts';
import { opened, referred, step } from './follow-ups.ts';
import { type Inspections, inspectionsForTest, officer } from './inspections.ts';
import { expectOk } from './system.ts';

/** A county in which 农业农村 has no login from 16 April on; it is 17 April. */
export async function countyWithLetters(): Promise<Inspections> {
  const county = await inspectionsForTest('2026-04-16');
  await fixSetting(county, 'paperNYNC', true);
  county.at('2026-04-17T02:00:00Z');
  return county;
}
export const clerk = officer('经办');

/** What a result of 市场监管 hands over to 农业农村. */
export async function handedOver(county: Inspections): Promise<string> {
  const { followUps } = await opened(county, referred('NYNC'));
  return followUps.find(({ kind }) => kind === 'refer')?.id ?? '';
}

export async function served(county: Inspections, id: string, on = '2026-04-17') {
  expectOk(await step(county, clerk, 'writeLetter', id));
  return expectOk(await step(county, clerk, 'serveLetter', id, { on, way: '邮寄' }));
}

/** Served, and signed on paper on 28 April, which is entered on 6 May. */
export async function signed(county: Inspections, id: string) {
  await served(county, id);
  county.at('2026-05-06T02:00:00Z');
  return expectOk(await step(county, clerk, 'receiveOnPaper', id, receipt));
}

export const receipt = { on: '2026-04-28', person: '农业农村局收发室张某', document: '回执扫描件一' };
export const answer = {
  report: {
    ...{ text: '已立案处罚', decisionKind: 'd1', document: '睢农罚〔2026〕2号', decisionNumber: '睢农罚〔2026〕2号' },
    ...{ decidedOn: '2026-04-28', penalty: 'fine' },
  },
  ...{ on: '2026-05-20', paper: '复函扫描件一' },
};
