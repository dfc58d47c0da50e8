import type { TabularFiles } from '../shared/use-cases/import/tabular-files.ts';
import type {
  AuditTrail,
  Beacons,
  Blobs,
  Clock,
  Counters,
  DrawProcess,
  Jobs,
  Notifier,
  PublicRecord,
  Records,
  Registry,
  Requests,
  Staging,
  UnitOfWork,
} from '../shared/use-cases/ports.ts';

/** Everything an operation or job may be given. Made once per process, here in the cloud and by local/ on one machine. */
export interface Dependencies {
  readonly work: UnitOfWork;
  readonly records: Records;
  readonly registry: Registry;
  readonly staging: Staging;
  readonly published: PublicRecord;
  readonly audit: AuditTrail;
  readonly counters: Counters;
  readonly requests: Requests;
  readonly blobs: Blobs;
  readonly beacons: Beacons;
  readonly tabular: TabularFiles;
  readonly notifier: Notifier;
  readonly jobs: Jobs;
  readonly drawProcess: DrawProcess;
  readonly clock: Clock;
  /** 64 hex characters that nobody can foresee: keeps a digest of a hidden list from being guessed. Never a source of a draw. */
  readonly salt: () => string;
  /** Encrypts page positions, so that nobody reads one or walks into another partition; only where there are lists. */
  readonly cursorKey?: string | undefined;
}
