/** What a rule or use case returns: a value, or a named failure. Only bugs and outages are thrown. */
export type Result<T, F> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: F };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const err = <F>(error: F): { readonly ok: false; readonly error: F } => ({ ok: false, error });
