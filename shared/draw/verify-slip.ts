import { type InclusionProof, proveInclusion, verifyInclusion } from './inclusion.ts';
import { listRowOf } from './lines.ts';
import { readList } from './read-list.ts';
import type { DrawRecord } from './record.ts';
import { placesOf, rowName } from './row.ts';
import type { Slip } from './slip.ts';
import { isSha256Hex } from './text.ts';
import { objectTicket } from './tickets.ts';
import { failed, notChecked, passed, type VerificationStep } from './verification-step.ts';

/** What the holder of a slip sees of the own row. */
export interface OwnPlace {
  readonly row: string;
  readonly stratum: string;
  readonly proof: InclusionProof;
  readonly ticket?: string;
  readonly threshold?: string;
  /** Absent while nothing is drawn. */
  readonly drawn?: boolean;
}

/** The lines of the frame's file, or a proof that somebody else made: it is believed only as far as it leads to the root. */
export type OwnEvidence = { readonly lines: Iterable<string> } | { readonly proof: InclusionProof };

type CommittedRecord = Pick<DrawRecord, 'manifest' | 'objects'> & {
  /** Absent while nothing is drawn. */
  readonly seed?: string;
  readonly frames?: DrawRecord['frames'];
};

/**
 * Checks a draw as the object sees it: the row that its slip makes stands in the committed frame, and the list says what
 * its ticket says.
 */
export function checkSlip(
  record: CommittedRecord,
  slip: Slip,
  evidence: OwnEvidence | undefined,
): { readonly steps: readonly VerificationStep[]; readonly place?: OwnPlace } {
  const step = 'own';
  const stop = (reason: string) => ({ steps: [failed(step, reason, slip.frame)] });
  if (slip.batch !== record.manifest.batch) return stop('slip-of-another-batch');
  const frame = record.manifest.frames.find((one) => one.frame === slip.frame);
  if (!frame) return stop('frame-not-committed');
  if (!isSha256Hex(slip.salt) || !placesOf(slip.places, frame.parts.length)) return stop('malformed-slip');
  const row = rowName(slip.salt, slip);
  if (!evidence) return { steps: [notChecked(step, 'list-file-not-given', slip.frame)] };
  const proof = 'proof' in evidence ? evidence.proof : proofFrom(row, evidence.lines);
  if (!proof) return stop('row-not-in-frame');
  if (proof.row !== row || !verifyInclusion(proof, frame.root).ok) return stop('row-not-proven');
  const stratum = listRowOf(proof.line)?.stratum ?? '';
  const result = record.frames?.find((one) => one.frame === slip.frame)?.strata.find((one) => one.stratum === stratum);
  if (record.seed === undefined || !result)
    return { steps: [passed(step, slip.frame)], place: { row, stratum, proof } };
  const ticket = objectTicket(record.seed, row);
  const { threshold } = result;
  const drawn = threshold !== undefined && ticket <= threshold;
  const place = { row, stratum, proof, ticket, drawn, ...(threshold !== undefined && { threshold }) };
  if (!record.objects) return { steps: [passed(step, slip.frame), notChecked(step, 'list-not-published')], place };
  const named = record.objects.some(({ id, frames }) => id === slip.id && frames.includes(slip.frame));
  return { steps: [named === drawn ? passed(step, slip.frame) : failed(step, 'list-differs', slip.frame)], place };
}

function proofFrom(row: string, lines: Iterable<string>): InclusionProof | undefined {
  const shard: string[] = [];
  const prefix = `{"row":"${row.slice(0, 2)}`;
  function* kept() {
    for (const line of lines) {
      if (line.startsWith(prefix)) shard.push(line);
      yield line;
    }
  }
  const read = readList(kept(), () => undefined);
  if (!read.ok) return undefined;
  const proof = proveInclusion(row, shard, read.value.shardRoots);
  return proof.ok ? proof.value : undefined;
}
