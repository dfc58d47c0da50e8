import * as z from 'zod';
import type { ApiAddresses } from '../../../shared/api/addresses.ts';
import {
  type AnswerOf,
  type CallOf,
  type Client,
  type ClientOptions,
  createClient,
  type OperationName,
} from '../../../shared/api/client.ts';
import type { Problem } from '../../../shared/api/problems.ts';
import type { FailureKind } from '../../../shared/base/failures.ts';
import { departmentName } from '../../../shared/codes/departments.ts';
import { roleNames } from '../../login-page.ts';
import { demoUsers } from '../users.ts';
import { deviation } from './deviation.ts';

/** A character in the story, who uses the interface like any official (or any visitor). */
export interface Person {
  /** Department, name and role, for the narration. */
  readonly title: string;
  readonly call: Client;
  /** Makes a call that must succeed. */
  readonly does: <O extends OperationName>(operation: O, request: CallOf<O>) => Promise<AnswerOf<O>>;
  /** Makes a call that must be refused, for this reason. */
  readonly isRefused: <O extends OperationName>(
    operation: O,
    request: CallOf<O>,
    kind: FailureKind,
  ) => Promise<Problem>;
}

export interface Cast {
  readonly person: (username: string) => Person;
  /** A visitor without login. */
  readonly anyone: Person;
  /** An inspected subject, by its bound code. */
  readonly holder: (code: string) => Person;
}

const TokenAnswer = z.object({ access_token: z.string() });

/** The demo users. Each signs in anew for every call: the clock may have moved by months. */
export function createCast({
  gatewayUrl,
  issuerUrl,
}: {
  readonly gatewayUrl: ApiAddresses;
  readonly issuerUrl: string;
}): Cast {
  async function tokenFor(username: string): Promise<string> {
    const answer = await fetch(`${issuerUrl}/token`, { method: 'POST', body: new URLSearchParams({ username }) });
    if (!answer.ok) throw deviation(`演示用户 ${username} 不能登录：${await answer.text()}`);
    return TokenAnswer.parse(await answer.json()).access_token;
  }

  function player(title: string, by: Pick<ClientOptions, 'token' | 'code'> = {}): Person {
    const call = createClient({ baseUrl: gatewayUrl, ...by });
    return {
      title,
      call,
      async does(operation, request) {
        const answer = await call(operation, request);
        if (answer.ok) return answer.value;
        throw deviation(`${title}办理 ${operation} 未成功：${told(answer.error)}`);
      },
      async isRefused(operation, request, kind) {
        const answer = await call(operation, request);
        if (answer.ok) throw deviation(`${title}办理 ${operation} 应被拒绝（${kind}），却办成了`);
        if (answer.error.kind === kind) return answer.error;
        throw deviation(`${title}办理 ${operation} 应因 ${kind} 被拒绝，实为：${told(answer.error)}`);
      },
    };
  }

  return {
    person(username) {
      const user = demoUsers.find((one) => one.username === username);
      if (!user) throw new Error(`no demo user ${username}`);
      const roles = user.roles.map((role) => roleNames[role]).join('、');
      const office = user.department && !user.roles.includes('office') ? departmentName(user.department) : '';
      return player(`${office}${office && ' '}${user.name}（${roles}）`, { token: () => tokenFor(username) });
    },
    anyone: player('社会公众（未登录）'),
    holder: (code) => player('被检查对象（凭绑定码）', { code }),
  };
}

const told = ({ kind, title, detail, errors = [] }: Problem): string =>
  [`${title}（${kind}）。${detail}`, ...errors.map(({ path, message }) => `${path}：${message}`)].join('；');
