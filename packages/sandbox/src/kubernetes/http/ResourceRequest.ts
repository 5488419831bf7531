import { ResourceType } from '../resources/resourceTypes';
import { User } from '../types';
import { ResourcePath } from './parsePath';

/** A request for a resource, read and allowed. */
export interface ResourceRequest {
  path: ResourcePath;
  type: ResourceType;
  query: URLSearchParams;
  user: User;
  verb: string;
  /** Adds to the request's record. */
  annotate(key: string, value: string): void;
}
