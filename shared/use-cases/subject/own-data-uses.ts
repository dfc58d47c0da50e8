import { type LocalDate, localDateOf } from '../../calendar/local-date.ts';
import type { ShareRequest } from '../../domain/sharing/share-request.ts';
import type { ShareUse } from '../../domain/sharing/share-use.ts';
import { every } from '../every.ts';
import { numbersOf } from '../lead/resolve-object.ts';
import type { Records } from '../ports/records.ts';
import type { Registry } from '../ports/registry.ts';
import { endedPurposes } from '../sharing/use-purposes.ts';
import type { Subject } from './identify-subject.ts';

interface Deps {
  readonly records: Records;
  readonly registry: Pick<Registry, 'find'>;
}

/** That a department has read data about the subject, for what it had asked for it. */
export interface OwnDataUse extends Pick<ShareRequest, 'purpose' | 'legalDuty' | 'holder' | 'title'> {
  readonly department: ShareUse['department'];
  readonly fields: ShareUse['fields'];
  readonly on: LocalDate;
}

/**
 * Which departments have read shared data about a subject, and for what, the latest first. Uses for leads are in no list by
 * object; one for a visit or a follow-up is told once that has ended: before, it would announce the inspection.
 */
export async function ownDataUses(
  { records, registry }: Deps,
  { objectId }: Pick<Subject, 'objectId'>,
): Promise<readonly OwnDataUse[]> {
  const uses: ShareUse[] = [];
  for (const number of await numbersOf({ registry }, objectId)) {
    const ofObject = { kind: 'share-use', in: 'ofObject', of: number } as const;
    for await (const { value } of every((page) => records.list({ ...ofObject, page }), 100)) uses.push(value);
  }
  const ended = await endedPurposes(
    records,
    uses.map(({ purpose }) => purpose),
  );
  const shown = uses.filter(({ purpose }) => ended.has(purpose.id));
  const requests = await records.findEach('share-request', [...new Set(shown.map(({ requestId }) => requestId))]);
  return shown
    .toSorted((a, b) => b.at.localeCompare(a.at))
    .flatMap(({ department, holder, title, fields, requestId, at }) => {
      const request = requests.get(requestId)?.value;
      if (!request) throw new Error(`there is no request ${requestId}`);
      const { purpose, legalDuty } = request;
      return { department, holder, title, purpose, legalDuty, fields, on: localDateOf(new Date(at)) };
    });
}
