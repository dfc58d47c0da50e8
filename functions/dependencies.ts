import type { TabularFiles } from '../shared/use-cases/import/tabular-files.ts';
import type { Allowances } from '../shared/use-cases/ports/allowances.ts';
import type { AuditTrail } from '../shared/use-cases/ports/audit-trail.ts';
import type { Beacons } from '../shared/use-cases/ports/beacons.ts';
import type { Blobs } from '../shared/use-cases/ports/blobs.ts';
import type { Contents } from '../shared/use-cases/ports/contents.ts';
import type { Counters } from '../shared/use-cases/ports/counters.ts';
import type { DeadlineCounts } from '../shared/use-cases/ports/deadline-counts.ts';
import type { DrawProcess } from '../shared/use-cases/ports/draw-process.ts';
import type { Jobs } from '../shared/use-cases/ports/jobs.ts';
import type { KeyVault } from '../shared/use-cases/ports/key-vault.ts';
import type { Notifier } from '../shared/use-cases/ports/notifier.ts';
import type { PublicRecord } from '../shared/use-cases/ports/public-record.ts';
import type { Records } from '../shared/use-cases/ports/records.ts';
import type { Registry, Staging } from '../shared/use-cases/ports/registry.ts';
import type { Requests } from '../shared/use-cases/ports/requests.ts';
import type { Backoff, Clock } from '../shared/use-cases/ports/time.ts';
import type { UnitOfWork } from '../shared/use-cases/ports/unit-of-work.ts';

/** Everything an operation or job may be given. Made once per process, here in the cloud and by local/ on one machine. */
export interface Dependencies {
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
  readonly blobs: Blobs;
  readonly beacons: Beacons;
  readonly keys: KeyVault;
  readonly tabular: TabularFiles;
  readonly notifier: Notifier;
  readonly jobs: Jobs;
  readonly drawProcess: DrawProcess;
  readonly clock: Clock;
  readonly backoff: Backoff;
  /** 64 hex characters that nobody can foresee: names what is made. Never a source of a draw. */
  readonly salt: () => string;
  /** Encrypts page positions, so that nobody reads one or walks into another partition; only where there are lists. */
  readonly cursorKey?: string | undefined;
}
