/** Remembers creating requests by key, so that a repeat is answered and not carried out again. */
export interface Requests {
  /** Claims the key; a claim whose owner died is free again after a minute. */
  begin(
    claim: string,
    bodyHash: string,
    now: Date,
  ): Promise<
    | { readonly state: 'new' | 'other-body' }
    /** The claim is free again after so many seconds, if whoever holds it has died. */
    | { readonly state: 'running'; readonly freeAfterSeconds: number }
    | { readonly state: 'done'; readonly response: KeptResponse }
  >;
  finish(claim: string, response: KeptResponse, now: Date): Promise<void>;
  release(claim: string): Promise<void>;
}

export interface KeptResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
