import type {
  AuditTrail,
  Backoff,
  Counters,
  PublicRecord,
  Records,
  Registry,
  Requests,
  Staging,
  UnitOfWork,
} from '../../../shared/use-cases/ports.ts';
import { randomBackoff } from '../random-backoff.ts';
import { auditTrail } from './audit-trail.ts';
import type { Db } from './client.ts';
import { countersOf } from './counters.ts';
import { importStates } from './import-states.ts';
import { publicRecord } from './public-record.ts';
import { recordsOf } from './records.ts';
import { registryOf } from './registry.ts';
import { requestsOf } from './requests.ts';
import { stagingOf } from './staging.ts';
import { unitOfWork } from './unit-of-work.ts';

export interface Store {
  readonly work: UnitOfWork;
  readonly records: Records;
  readonly registry: Registry;
  readonly staging: Staging;
  readonly published: PublicRecord;
  readonly audit: AuditTrail;
  readonly counters: Counters;
  readonly requests: Requests;
  readonly backoff: Backoff;
}

/** Every port that DynamoDB stands behind, and how an act waits that met another one there. */
export function dynamoStore(db: Db, backoff: Backoff = randomBackoff): Store {
  const states = importStates(db);
  return {
    work: unitOfWork(db, states),
    records: recordsOf(db),
    registry: registryOf(db, states),
    staging: stagingOf(db, states),
    published: publicRecord(db),
    audit: auditTrail(db),
    counters: countersOf(db),
    requests: requestsOf(db),
    backoff,
  };
}
