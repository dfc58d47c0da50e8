import type { Allowances } from '../../../shared/use-cases/ports/allowances.ts';
import type { AuditTrail } from '../../../shared/use-cases/ports/audit-trail.ts';
import type { Contents } from '../../../shared/use-cases/ports/contents.ts';
import type { Counters } from '../../../shared/use-cases/ports/counters.ts';
import type { DeadlineCounts } from '../../../shared/use-cases/ports/deadline-counts.ts';
import type { PublicRecord } from '../../../shared/use-cases/ports/public-record.ts';
import type { Records } from '../../../shared/use-cases/ports/records.ts';
import type { Registry, Staging } from '../../../shared/use-cases/ports/registry.ts';
import type { Requests } from '../../../shared/use-cases/ports/requests.ts';
import type { Backoff } from '../../../shared/use-cases/ports/time.ts';
import type { UnitOfWork } from '../../../shared/use-cases/ports/unit-of-work.ts';
import { randomBackoff } from '../random-backoff.ts';
import { allowancesOf } from './allowances.ts';
import { auditTrail } from './audit-trail.ts';
import type { Db } from './client.ts';
import { countersOf } from './counters.ts';
import { deadlineCounts } from './deadline-counts.ts';
import { importStates } from './import-states.ts';
import { contentsWhenAsked, stagingWhenImporting } from './loaded-later.ts';
import { publicRecord } from './public-record.ts';
import { recordsOf } from './records.ts';
import { registryOf } from './registry.ts';
import { requestsOf } from './requests.ts';
import { uniqueNames } from './unique-names.ts';
import { unitOfWork } from './unit-of-work.ts';

export interface Store {
  readonly allowances: Allowances;
  readonly work: UnitOfWork;
  readonly records: Records;
  readonly registry: Registry;
  readonly staging: Staging;
  readonly published: PublicRecord;
  readonly audit: AuditTrail;
  readonly contents: Contents;
  readonly counters: Counters;
  readonly deadlineCounts: DeadlineCounts;
  readonly requests: Requests;
  readonly backoff: Backoff;
}

/** Every port that DynamoDB stands behind, and how an act waits that met another one there. */
export function dynamoStore(db: Db, backoff: Backoff = randomBackoff): Store {
  const states = importStates(db);
  const unique = uniqueNames(db, states);
  return {
    allowances: allowancesOf(db),
    work: unitOfWork(db, states, unique),
    records: recordsOf(db),
    registry: registryOf(db, states, unique),
    staging: stagingWhenImporting(db, states, unique),
    published: publicRecord(db),
    audit: auditTrail(db),
    contents: contentsWhenAsked(db, states),
    counters: countersOf(db),
    deadlineCounts: deadlineCounts(db),
    requests: requestsOf(db),
    backoff,
  };
}
