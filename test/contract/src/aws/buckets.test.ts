import { contract } from '../contract';
import { openReader } from './account';
import { bucketNames, bucketPolicyValidation, buckets } from './buckets';
import { NO_VALIDATION, sandboxOnly } from './rows';

contract('buckets', openReader, [...buckets, ...bucketNames]);
contract(
  'policies of buckets, when written',
  openReader,
  bucketPolicyValidation,
  sandboxOnly(NO_VALIDATION),
);
