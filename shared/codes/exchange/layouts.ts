import { type Layout, may, must } from './fields.ts';
import { publicityLayouts } from './publicity-layouts.ts';
import { supervisionLayouts } from './supervision-layouts.ts';

/** The words of a verdict on one row of a batch. */
export const ackVerdicts = { accepted: '通过', rejected: '不通过' } as const;

const answers = {
  ack: {
    title: '回执文件',
    version: '1',
    mark: 'inferred',
    confirm: '由此类平台的逐行校验报告推断，须与省级平台核对',
    channel: 'incoming',
    fields: [
      must.number('cd_batch', '批次', { max: 13 }),
      must.code('layout', '版式'),
      must.datetime('received_at', '接收时间'),
      must.int('total', '总数'),
      must.int('accepted', '通过数'),
      must.int('rejected', '不通过数'),
      must.rows('rows', '逐行', [
        must.number('cd_id', '主键'),
        must.code('verdict', '通过/不通过'),
        may.text('field', '字段'),
        may.text('message', '原因'),
      ]),
    ],
  },
} as const satisfies Readonly<Record<string, Layout>>;

const all = { ...publicityLayouts, ...supervisionLayouts, ...answers } as const;

export type LayoutCode = keyof typeof all;
/** Every layout (版式) by which rows leave for other systems, or their answers come back. */
export const layouts: Readonly<Record<LayoutCode, Layout>> = all;
export const isLayoutCode = (code: string): code is LayoutCode => Object.hasOwn(layouts, code);

/** Those by which rows can leave: of the others the columns are not known, or they come back. */
export const writableLayouts = (Object.keys(all) as LayoutCode[]).filter(
  (code) => layouts[code].channel !== 'incoming' && layouts[code].mark !== 'recalled',
);
