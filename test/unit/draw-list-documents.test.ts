import { describe, expect, test } from 'vitest';
import type { DepartmentCode } from '../../shared/base/primitives.ts';
import { departmentCodes } from '../../shared/codes/departments.ts';
import { sha256 } from '../../shared/draw/sha256.ts';
import { listDocuments } from '../../shared/public/draw-document.ts';
import { DrawListDocument, type ListedDocument } from '../../shared/public/draw-lists.ts';

const number = '41142220261123-1';

/** An object of so many departments, each with a team of two and an expert under rows, and so many frames that drew it. */
const objectOf = (n: number, departments: readonly DepartmentCode[], frames: number): ListedDocument => ({
  id: `91411422MA${String(n).padStart(8, '0')}`,
  name: `睢县城关镇第${n}食品经营部`,
  frames: Array.from({ length: frames }, (_, frame) => `${number}-${frame + 1}`),
  teams: departments.map((department) => {
    const [leader, member, expert] = [1, 2, 3].map((one) => sha256(`${department} ${one}`));
    return { department, members: [leader ?? '', member ?? ''].sort(), leader: leader ?? '', experts: [expert ?? ''] };
  }),
});
const documentsOf = (visits: readonly ListedDocument[]) =>
  listDocuments({ number }, visits).map(({ part, body }) => ({
    name: part,
    bytes: Buffer.byteLength(JSON.stringify(body)),
    ...DrawListDocument.parse(body),
  }));
const idsOf = (visits: readonly ListedDocument[]) => visits.map(({ id }) => id);

describe('the public list of a draw', () => {
  test('lies in documents of two hundred objects', () => {
    const visits = Array.from({ length: 450 }, (_, n) => objectOf(n, ['SCJG', 'WJW'], 2));
    const documents = documentsOf(visits);
    expect(documents.map(({ name, objects }) => [name, objects.length])).toEqual([
      ['list-0000', 200],
      ['list-0001', 200],
      ['list-0002', 50],
    ]);
  });

  test('fits the database where every department checks every object: 400 KB to a document', () => {
    const visits = Array.from({ length: 250 }, (_, n) => objectOf(n, departmentCodes, 60));
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
