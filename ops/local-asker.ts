import * as z from 'zod';
import type { Addresses } from '../local/addresses.ts';
import { demoUsers } from '../local/demo/users.ts';
import { Principal } from '../shared/api/principal.ts';
import type { SmokeCall } from './smoke-events.ts';

const Asked = z.object({
  httpMethod: z.string(),
  path: z.string(),
  requestContext: z.object({ authorizer: z.object({ principal: z.string() }).optional() }),
});
const Token = z.object({ access_token: z.string() });

/** Calls the local system through its gateway, as a permitted demo user; the response looks like a function's. */
export const localAsker =
  ({ gateway, issuer }: Addresses) =>
  async ({ event }: SmokeCall): Promise<unknown> => {
    const asked = Asked.safeParse(event);
    if (!asked.success) {
      const { status } = await fetch(`${gateway}/items`, { headers: { authorization: 'Bearer a.b.c' } });
      return { errorMessage: status === 401 ? 'Unauthorized' : `the gateway answered ${status}` };
    }
    const { httpMethod, path, requestContext } = asked.data;
    const { authorizer } = requestContext;
    const headers = authorizer && { authorization: `Bearer ${await tokenFor(issuer, authorizer.principal)}` };
    const { status } = await fetch(`${gateway}${path}`, { method: httpMethod, ...(headers && { headers }) });
    return { statusCode: status };
  };

async function tokenFor(issuer: string, principal: string): Promise<string> {
  const { roles } = Principal.parse(JSON.parse(principal));
  const user = demoUsers.find((each) => each.roles.some((role) => roles.includes(role)));
  if (!user) throw new Error(`no demo user is ${roles.join(' or ')}`);
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    body: new URLSearchParams({ username: user.username }),
  });
  return Token.parse(await answer.json()).access_token;
}
