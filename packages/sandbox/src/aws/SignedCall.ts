import { Caller } from './access/Caller';
import { AwsRequest } from './protocol/AwsRequest';

/** A request whose signature was found good. */
export interface SignedCall {
  caller: Caller;
  request: AwsRequest;
  region: string;
}
