import { IncomingMessage, ServerResponse } from 'node:http';
import { RequestContext } from '../api/RequestContext';
import { KubeObject } from '../types';
import { Accepted } from './representation';
import type { ResourceRequest } from './ResourceRequest';
import type { ServerParts } from './ServerParts';

/** A request on a resource type that is being answered. */
export interface Answering {
  parts: ServerParts;
  asked: ResourceRequest;
  context: RequestContext;
  request: IncomingMessage;
  response: ServerResponse;
  accepted: Accepted;
  body: Buffer;
  contentType: string;
  /** The object in the body. Throws ApiError. */
  decoded: () => KubeObject;
  /** Sends an object in the form that was asked for. */
  reply: (code: number, object: KubeObject) => void;
}
