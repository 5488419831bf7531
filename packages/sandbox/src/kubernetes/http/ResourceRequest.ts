import { ResourceType } from '../resources/resourceTypes';
import { User } from '../types';
import { ResourcePath } from './parsePath';

/** A request for a resource, parsed and authorised. */
export interface ResourceRequest {
  path: ResourcePath;
  type: ResourceType;
  query: URLSearchParams;
  user: User;
  verb: string;
  /** Adds notes to the record of the request. */
  annotate(key: string, value: string): void;
}
