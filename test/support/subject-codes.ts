import { codeText, digestOfCode, type SubjectCode } from '../../shared/domain/subject/subject-code.ts';
import { createRecord } from '../../shared/use-cases/changes.ts';
import type { UnitOfWork } from '../../shared/use-cases/ports/unit-of-work.ts';
import { anEvent } from './stored-rows.ts';

/** A code of 睢县第一餐馆, issued by 市场监管, unless said otherwise. */
export const aSubjectCode = (more: Partial<SubjectCode> = {}): SubjectCode => ({
  id: '0123456789abcdef01234567',
  objectId: 'S0001',
  objectName: '睢县第一餐馆',
  department: 'SCJG',
  handedTo: '法定代表人甲，凭身份证',
  digest: digestOfCode(codeText('0123456789abcdef01234567', 'f'.repeat(64))),
  issuedBy: 'SCJG-officer-甲',
  issuedAt: '2026-03-02T01:00:00.000Z',
  validUntil: '2099-12-31',
  ...more,
});

/** The code of an object, as its holder types it. */
export async function boundCode({ work }: { readonly work: UnitOfWork }, objectId: string, n = 1): Promise<string> {
  const id = String(n).padStart(24, '0');
  const code = codeText(id, 'f'.repeat(64));
  const row = aSubjectCode({ id, objectId, digest: digestOfCode(code) });
  const done = await work.commit([createRecord('subject-code', id, row, anEvent())]);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return code;
}
