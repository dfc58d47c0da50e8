/** Physical names that operators type and that functions build; everything that is not listed here is named by CloudFormation. */
export const namesOf = (stage: string) =>
  ({
    stack: (part: string) => `suiji-${stage}-${part}`,
    /** A job starts another function by this prefix and the job's own name. */
    functionPrefix: `suiji-${stage}-`,
    function: (name: string) => `suiji-${stage}-${name}`,
    /** Logs of a function, or of an API's callers. */
    logGroup: (name: string) => `/suiji/${stage}/${name}`,
    /** The state machine of the draw. */
    drawProcess: `suiji-${stage}-draw`,
    /** Log groups that services write to have this prefix, or their common policy outgrows its limit. */
    drawLog: `/aws/vendedlogs/states/suiji-${stage}-draw`,
    /** Where figures of our own are kept. */
    figures: `suiji/${stage}`,
    deadLetters: `suiji-${stage}-dead-letters`,
    api: (group: string) => `suiji-${stage}-${group}`,
    /** The firewall before the APIs of an audience. */
    firewall: (audience: string) => `suiji-${stage}-${audience}`,
    /** Its log; WAF demands this prefix. */
    firewallLog: (audience: string) => `aws-waf-logs-suiji-${stage}-${audience}`,
  }) as const;
