import { Json } from '../../types';

/** What a request sent. */
export interface Body {
  contentType: string;
  body(): Json;
}
