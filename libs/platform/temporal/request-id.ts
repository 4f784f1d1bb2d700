import { defaultPayloadConverter, type Headers } from '@temporalio/common';

/** The header that carries the ids of a click from the client through workflows into activities. Headers are not encrypted. */
const header = 'kaohe-call';

export interface CarriedCall {
  readonly requestId: string;
  readonly companyId?: string;
}

export const withCall = (headers: Headers, call: CarriedCall | undefined): Headers =>
  call ? { ...headers, [header]: defaultPayloadConverter.toPayload(call) } : headers;

export function callIn(headers: Headers): CarriedCall | undefined {
  const payload = headers[header];
  return payload ? defaultPayloadConverter.fromPayload<CarriedCall>(payload) : undefined;
}
