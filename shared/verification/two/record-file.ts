import * as z from 'zod';
import { Sha256Hex } from '../../base/primitives.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { tryCanonicalJson } from '../../draw/canonical-json.ts';
import { sha256 } from '../../draw/sha256.ts';
import { failed, passed, type VerificationStep } from '../../draw/verification-step.ts';
import { ListedDocument } from '../../public/draw-lists.ts';
import { DrawDocument } from '../../public/draw-schemas.ts';
import { type FileForm, formsOf, repeatsKey } from '../file-form.ts';

export const recordFormat = 'suiji-draw-record/2';

/** `draw.json`: the record of a draw and, once it is published, its list, in canonical JSON with one LF. */
export const RecordFile = z.strictObject({
  format: z.literal(recordFormat),
  /** SHA-256 of the same canonical JSON without it. */
  fingerprint: Sha256Hex,
  draw: DrawDocument,
  list: z.array(ListedDocument).exactOptional(),
});
export type RecordFile = z.infer<typeof RecordFile>;

/** A record file that was read: what it says, and whether it is whole. */
export interface ReadRecord {
  readonly file: RecordFile;
  readonly whole: VerificationStep;
  /** How the file differs from the one form in which it is published. */
  readonly forms: readonly FileForm[];
}

export interface UnreadableRecord {
  readonly kind: 'not-utf8' | 'not-json' | 'not-a-record';
  /** Where in the document, e.g. `draw.frames.0.size`. */
  readonly where?: string;
}

/** The bytes of `draw.json`. */
export function recordFileText(draw: unknown, list?: readonly unknown[]): string {
  const body = { format: recordFormat, draw, ...(list && { list }) };
  const text = tryCanonicalJson({ ...body, fingerprint: fingerprintOf(body) });
  if (!text.ok) throw new TypeError(`the public record is not canonical at ${text.error.path}: ${text.error.reason}`);
  return `${text.value}\n`;
}

export function readRecordFile(bytes: Uint8Array): Result<ReadRecord, UnreadableRecord> {
  const decodedText = decoded(bytes);
  if (decodedText === undefined) return err({ kind: 'not-utf8' });
  const text = decodedText.replace(/^\ufeff/, '');
  const value = parsed(text);
  if (value === undefined) return err({ kind: 'not-json' });
  const file = RecordFile.safeParse(value);
  if (!file.success) return err({ kind: 'not-a-record', where: file.error.issues[0]?.path.join('.') ?? '' });
  return ok({
    file: file.data,
    whole: wholeStep(text, value, file.data.fingerprint),
    forms: formsOf(decodedText, value),
  });
}

/** The fingerprint is of what the file says; whoever saves it again with other blanks has not changed it. */
function wholeStep(text: string, value: object, fingerprint: string): VerificationStep {
  if (repeatsKey(text, value)) return failed('file', 'field-repeated');
  const body = Object.fromEntries(Object.entries(value).filter(([key]) => key !== 'fingerprint'));
  return fingerprintOf(body) === fingerprint ? passed('file') : failed('file', 'fingerprint-differs');
}

function fingerprintOf(body: object): string {
  const text = tryCanonicalJson(body);
  return text.ok ? sha256(text.value) : '';
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
