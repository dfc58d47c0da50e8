import { describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import type { SelectedVisit } from '../../shared/domain/visit/selected-visit.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { listDocuments } from '../../shared/public/draw-document.ts';
import { EarlierListDocument } from '../../shared/public/schemas.ts';

const number = '41142220261123-1';

/** A visit of so many departments, each with a team of two, an expert and so many frames that drew the object. */
const visitOf = (n: number, departments: readonly DepartmentCode[], frames: number): SelectedVisit => {
  const id = `91411422MA${String(n).padStart(8, '0')}`;
  return {
    ticket: sha256(id),
    drawnIn: Array.from({ length: frames }, (_, frame) => ({ frame: `${number}-${frame + 1}`, stratum: 'A' })),
    visit: {
      batchId: 'b'.repeat(24),
      object: {
        ...{ id, version: 1, name: `睢县城关镇第${n}食品经营部`, kind: '企业', township: '411422105' },
        ...{ address: '解放路', industry: 'F5211', creditClass: 'A' },
      },
      lead: 'SCJG',
      parts: departments.map((department) => {
        const team = [1, 2].map((one) => ({
          ...{ id: `${department}-R00${one}`, version: 1, name: '检查员', certificate: '豫1' },
        }));
        const expert = {
          id: `${department}-Z001`,
          version: 1,
          name: '专家',
          organisation: '检验中心',
          fields: ['电梯'],
        };
        const item = { id: `${department}-001`, version: 1, name: '检查', taskId: 't'.repeat(24) };
        return { department, items: [item], team, leader: `${department}-R001`, experts: [expert] };
      }),
      window: { from: '2026-12-01', to: '2026-12-31' },
    },
  };
};
const documentsOf = (visits: readonly SelectedVisit[]) =>
  listDocuments({ number }, visits).map(({ part, body }) => ({
    name: part,
    bytes: Buffer.byteLength(JSON.stringify(body)),
    ...EarlierListDocument.parse(body),
  }));
const idsOf = (visits: readonly SelectedVisit[]) => visits.map(({ visit }) => visit.object.id);

describe('the public list of a draw', () => {
  test('lies in documents of two hundred objects', () => {
    const visits = Array.from({ length: 450 }, (_, n) => visitOf(n, ['SCJG', 'WJW'], 2));
    const documents = documentsOf(visits);
    expect(documents.map(({ name, objects }) => [name, objects.length])).toEqual([
      ['list-0000', 200],
      ['list-0001', 200],
      ['list-0002', 50],
    ]);
  });

  test('fits the database where every department checks every object: 400 KB to a document', () => {
    const visits = Array.from({ length: 250 }, (_, n) => visitOf(n, departmentCodes, 60));
    const documents = documentsOf(visits);
    for (const [index, { name, part, bytes, ...document }] of documents.entries()) {
      expect(bytes).toBeLessThan(300_000);
      expect([name, part, document.number]).toEqual([`list-${String(index).padStart(4, '0')}`, index, number]);
    }
    expect(documents.flatMap(({ objects }) => objects.map(({ id }) => id))).toEqual(idsOf(visits));
  });

  test('of nothing is no document', () => {
    expect(documentsOf([])).toEqual([]);
  });
});
