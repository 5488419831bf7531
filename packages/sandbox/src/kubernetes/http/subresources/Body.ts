import { Json } from '../../types';

/** The body of a request. */
export interface Body {
  contentType: string;
  body(): Json;
}
