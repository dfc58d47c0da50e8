import { ok, type Result } from '../base/result.ts';
import { type ReadRecord, readRecordFile, type UnreadableRecord } from './record-file.ts';
import { type ReadRecord as ReadRecordTwo, readRecordFile as readRecordFileTwo } from './two/record-file.ts';

/** A record of either specification: each is verified by its own rules for ever. */
export type AnyRecord =
  | { readonly spec: 'suiji-draw/1'; readonly read: ReadRecord }
  | { readonly spec: 'suiji-draw/2'; readonly read: ReadRecordTwo };

/** Reads `draw.json` by the specification that its format names. */
export function readAnyRecord(bytes: Uint8Array): Result<AnyRecord, UnreadableRecord> {
  const two = readRecordFileTwo(bytes);
  if (two.ok) return ok({ spec: 'suiji-draw/2', read: two.value });
  if (two.error.kind !== 'not-a-record' || two.error.where !== 'format') return two;
  const one = readRecordFile(bytes);
  return one.ok ? ok({ spec: 'suiji-draw/1', read: one.value }) : one;
}
