import type { AnswerOf, CallOf, OperationName } from '../../../shared/api/client.ts';
import type { Problem } from '../../../shared/api/problems.ts';
import type { FailureKind } from '../../../shared/base/failures.ts';
import type { Life } from './life.ts';

/** How people look at a record before they do something to it. */
const getters = {
  lead: 'getLead',
  order: 'getCheckOrder',
  visit: 'getVisit',
  result: 'getResult',
  'follow-up': 'getFollowUp',
  campaign: 'getCampaign',
  entry: 'getListEntry',
  period: 'getTrustPeriod',
  repair: 'getRepair',
} as const;
/** A criminal transfer is read with a reason. */
export type Kind = keyof typeof getters | 'transfer';

/** What people of a life do on the version of a record that they have just seen. */
export function actsOf(life: () => Life) {
  const who = (name: string) => life().person(name);
  const versionOf = async (name: string, kind: Kind, id: string): Promise<number> => {
    const params = { id };
    const { version } =
      kind === 'transfer'
        ? await who(name).does('readTransfer', { params, body: { reason: '办理' } })
        : await who(name).does(getters[kind], { params });
    return version;
  };
  return {
    async act<O extends OperationName>(
      name: string,
      operation: O,
      kind: Kind,
      id: string,
      body: object = {},
    ): Promise<AnswerOf<O>> {
      const call = { params: { id }, version: await versionOf(name, kind, id), body };
      return who(name).does(operation, call as unknown as CallOf<O>);
    },
    async refused(
      name: string,
      operation: OperationName,
      kind: Kind,
      id: string,
      body: object,
      why: FailureKind,
    ): Promise<Problem> {
      return who(name).isRefused(operation, { params: { id }, version: await versionOf(name, kind, id), body }, why);
    },
  };
}
