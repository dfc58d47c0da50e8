import type { EmulatedCloud } from './emulated-cloud.ts';

export interface PlainCall {
  readonly service: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path?: string;
  /** The operation of a JSON protocol, e.g. `TrentService.ListKeys`. */
  readonly target?: string;
  /** JSON for a JSON protocol, a form for the query protocol. */
  readonly body?: string;
}

/**
 * A call of a service whose client the project has no other use for. It is not signed, so the emulator answers it only
 * before rights are enforced.
 *
 * @throws Error with what the emulator said.
 */
export async function askAws(cloud: EmulatedCloud, call: PlainCall): Promise<string> {
  const { service, method = 'POST', path = '/', target, body } = call;
  const scope = `Credential=${cloud.accessKeyId}/20260101/${cloud.region}/${service}/aws4_request`;
  const answer = await fetch(`${cloud.ministack.endpoint}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=none`,
      'content-type': target ? 'application/x-amz-json-1.1' : 'application/x-www-form-urlencoded',
      ...(target && { 'x-amz-target': target }),
    },
    ...(body !== undefined && { body }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${service} ${target ?? path} answered ${answer.status}: ${text.slice(0, 300)}`);
  return text;
}

/** The texts of an XML element, wherever it stands. */
export const elementsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text = '']) => text);
