import { AwsError } from '../AwsError';
import { AwsRequest, AwsResponse } from '../protocol/AwsRequest';
import {
  bucketPolicy,
  createBucket,
  deleteBucket,
  getBucketLocation,
  headBucket,
  listBuckets,
} from './buckets';
import { deleteObjects } from './deleteObjects';
import { listObjects } from './listObjects';
import { copyObject, deleteObject, getObject, putObject } from './objects';
import { S3Call } from './S3Call';

export interface S3Target {
  bucket: string;
  key: string;
  /** Name of the API action, for the record of calls. */
  action: string;
}

const ACTIONS: Record<string, (call: S3Call) => AwsResponse> = {
  ListBuckets: listBuckets,
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  HeadBucket: headBucket,
  GetBucketLocation: getBucketLocation,
  GetBucketPolicy: bucketPolicy,
  PutBucketPolicy: bucketPolicy,
  DeleteBucketPolicy: bucketPolicy,
  ListObjects: listObjects,
  GetObject: getObject,
  HeadObject: getObject,
  PutObject: putObject,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
};
/** Query parameters that select another operation on a bucket or object. Only some of these operations exist here. */
const SUBRESOURCES = [
  'acl',
  'cors',
  'delete',
  'encryption',
  'lifecycle',
  'location',
  'logging',
  'notification',
  'policy',
  'tagging',
  'uploads',
  'uploadId',
  'versioning',
  'versions',
  'website',
];

/** Reads bucket, key and operation from a path-style or virtual-host-style request. */
export function readS3Target(request: AwsRequest): S3Target {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const hosted =
    /^(.+?)\.(?:s3[.-].*amazonaws\.com|s3\.amazonaws\.com|(?:s3\.)?localhost)$/.exec(
      host,
    )?.[1];
  let path: string;
  try {
    path = decodeURIComponent(request.path);
  } catch {
    throw new AwsError('InvalidURI', 400, "Couldn't parse the specified URI.");
  }
  const rest = path.replace(/^\//, '');
  const slash = rest.indexOf('/');
  const virtual = hosted !== undefined && hosted !== 's3';
  const pathBucket = slash < 0 ? rest : rest.slice(0, slash);
  const pathKey = slash < 0 ? '' : rest.slice(slash + 1);
  const bucket = virtual ? hosted : pathBucket;
  const key = virtual ? rest : pathKey;
  return { bucket, key, action: actionOf(request, bucket, key) };
}

function actionOf(
  { method, query, headers }: AwsRequest,
  bucket: string,
  key: string,
): string {
  const verb =
    { GET: 'Get', HEAD: 'Head', PUT: 'Put', DELETE: 'Delete', POST: 'Post' }[
      method
    ] ?? method;
  if (method === 'POST' && query.has('delete') && key === '') {
    return 'DeleteObjects';
  }
  const subresource = SUBRESOURCES.find(name => query.has(name));
  if (subresource && bucket !== '') {
    const name = subresource.charAt(0).toUpperCase() + subresource.slice(1);
    return `${verb}${key === '' ? 'Bucket' : 'Object'}${name}`;
  }
  if (bucket === '') {
    return 'ListBuckets';
  }
  if (key === '') {
    return (
      {
        GET: 'ListObjects',
        HEAD: 'HeadBucket',
        PUT: 'CreateBucket',
        DELETE: 'DeleteBucket',
      }[method] ?? `${verb}Bucket`
    );
  }
  return method === 'PUT' && headers['x-amz-copy-source']
    ? 'CopyObject'
    : `${verb}Object`;
}

/** @throws NotImplemented 501 for what the sandbox does not have */
export function handleS3(call: S3Call, action: string): AwsResponse {
  if (!Object.hasOwn(ACTIONS, action)) {
    throw new AwsError(
      'NotImplemented',
      501,
      `The sandbox does not have S3's ${action}.`,
    );
  }
  return ACTIONS[action](call);
}
