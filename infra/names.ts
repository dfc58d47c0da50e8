/** Physical names that operators type and that functions build; everything that is not listed here is named by CloudFormation. */
export const namesOf = (stage: string) =>
  ({
    stack: (part: string) => `suiji-${stage}-${part}`,
    /** A job starts another function by this prefix and the job's own name. */
    functionPrefix: `suiji-${stage}-`,
    function: (name: string) => `suiji-${stage}-${name}`,
    /** Logs of a function, or of an API's callers. */
    logGroup: (name: string) => `/suiji/${stage}/${name}`,
    deadLetters: `suiji-${stage}-dead-letters`,
    api: (kind: string) => `suiji-${stage}-${kind}`,
  }) as const;
