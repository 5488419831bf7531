import { Caller } from './access/Caller';
import { AwsRequest } from './protocol/AwsRequest';

/** A request with a valid signature. */
export interface SignedCall {
  caller: Caller;
  request: AwsRequest;
  region: string;
}
