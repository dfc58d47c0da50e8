import * as z from 'zod';
import { PlainId } from '../../base/primitives.ts';

/** The approved order on which a direct check (个案检查) rests, and the lead that the order rests on (R18). */
export const CaseReference = z.strictObject({ checkOrderId: PlainId, leadId: PlainId.optional() });
export type CaseReference = z.infer<typeof CaseReference>;

/** What a visit, its task and its results come from. Rows of earlier versions all name a batch. */
export const originFields = {
  batchId: PlainId.optional(),
  case: CaseReference.optional(),
};
type OriginFields = { readonly batchId?: string | undefined; readonly case?: CaseReference | undefined };

/** A draw, or an approved order of a direct check. */
export type Origin = { readonly kind: 'draw'; readonly batchId: string } | ({ readonly kind: 'case' } & CaseReference);

/** @throws Error when a record names neither a batch nor an order. */
export function originOf({ batchId, case: reference }: OriginFields): Origin {
  if (batchId !== undefined) return { kind: 'draw', batchId };
  if (reference) return { kind: 'case', ...reference };
  throw new Error('a record comes neither from a draw nor from an order');
}
