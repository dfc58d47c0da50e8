/** Every answer bears these: those of functions, and those the gateway gives in their place. */
export const secureHeaders = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  /** A year. Only for this name: the county decides for the names below it. */
  'strict-transport-security': 'max-age=31536000',
  /** Addresses hold ids, which other sites need not learn. */
  'referrer-policy': 'no-referrer',
} as const;
