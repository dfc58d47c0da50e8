import * as z from 'zod';

/** The failed work that a dead letter describes. */
export interface DeadWork {
  readonly functionName: string;
  readonly payload: unknown;
  readonly reason: string;
}

export interface Letter {
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What Lambda writes when the last attempt of a run failed. */
const FailedRun = z.object({
  requestContext: z.object({ functionArn: z.string(), condition: z.string() }),
  requestPayload: z.unknown(),
  responsePayload: z.object({ errorMessage: z.string() }).partial().optional(),
});

const nameIn = (arn: string): string | undefined => /:function:([\w-]+)/.exec(arn)?.[1];

/** Reads a letter of Lambda (a run that failed) or of EventBridge Scheduler (a start that failed); undefined for any other. */
export function deadWorkIn({ body, attributes }: Letter): DeadWork | undefined {
  const json = parsed(body);
  const run = FailedRun.safeParse(json);
  if (run.success) {
    const functionName = nameIn(run.data.requestContext.functionArn);
    const reason = run.data.responsePayload?.errorMessage ?? run.data.requestContext.condition;
    return functionName ? { functionName, payload: run.data.requestPayload, reason } : undefined;
  }
  const functionName = nameIn(attributes.TARGET_ARN ?? '');
  if (!functionName || json === undefined) return undefined;
  return { functionName, payload: json, reason: attributes.ERROR_MESSAGE ?? 'could not be started' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
