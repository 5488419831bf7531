import { authorise } from '../access/authorise';
import { accessDenied, AwsError } from '../AwsError';
import { AwsResponse } from '../protocol/AwsRequest';
import { isoTime } from '../protocol/xml';
import { readBucketPolicy } from './bucketPolicy';
import { emptyResponse, S3Call, xmlResponse } from './S3Call';

export function listBuckets(call: S3Call): AwsResponse {
  const { caller, request, region, now } = call;
  if (!caller) {
    throw accessDenied();
  }
  authorise({
    caller,
    request,
    region,
    now,
    action: 's3:ListAllMyBuckets',
    resource: '*',
  });
  return xmlResponse('ListAllMyBucketsResult', {
    Owner: {
      ID: caller.account.id,
      DisplayName: caller.account.alias ?? caller.account.id,
    },
    Buckets: {
      Bucket: [...caller.account.buckets.values()].map(bucket => ({
        Name: bucket.name,
        CreationDate: isoTime(bucket.createdAt),
        BucketRegion: bucket.region,
      })),
    },
  });
}

export function createBucket(call: S3Call): AwsResponse {
  const { caller, request, region, now, bucketName: name } = call;
  if (!caller) {
    throw accessDenied();
  }
  authorise({
    caller,
    request,
    region,
    now,
    action: 's3:CreateBucket',
    resource: `arn:aws:s3:::${name}`,
  });
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError(
      'InvalidBucketName',
      400,
      'The specified bucket is not valid.',
    );
  }
  const existing = call.world.bucket(name);
  if (existing?.accountId === caller.account.id) {
    throw new AwsError(
      'BucketAlreadyOwnedByYou',
      409,
      'Your previous request to create the named bucket succeeded and you already own it.',
    );
  }
  if (existing) {
    throw new AwsError(
      'BucketAlreadyExists',
      409,
      'The requested bucket name is not available.',
    );
  }
  const constraint = /<LocationConstraint>([^<]+)</.exec(
    call.body.toString(),
  )?.[1];
  caller.account.buckets.set(name, {
    name,
    accountId: caller.account.id,
    region: constraint ?? region,
    createdAt: now,
    objects: new Map(),
  });
  return emptyResponse(200, { location: `/${name}` });
}

export function deleteBucket(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  call.authorise('DeleteBucket', bucket);
  if (bucket.objects.size > 0) {
    throw new AwsError(
      'BucketNotEmpty',
      409,
      'The bucket you tried to delete is not empty',
    );
  }
  call.world.accounts.get(bucket.accountId)?.buckets.delete(bucket.name);
  return emptyResponse(204);
}

export function headBucket(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  call.authorise('ListBucket', bucket);
  return emptyResponse(200, { 'x-amz-bucket-region': bucket.region });
}

export function getBucketLocation(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  call.authorise('GetBucketLocation', bucket);
  return xmlResponse(
    'LocationConstraint',
    bucket.region === 'us-east-1' ? '' : bucket.region,
  );
}

export function bucketPolicy(call: S3Call): AwsResponse {
  const bucket = call.bucket();
  if (call.request.method === 'PUT') {
    call.authorise('PutBucketPolicy', bucket);
    const text = call.body.toString();
    bucket.policy = readBucketPolicy(text, bucket.name, call.world);
    return emptyResponse(204);
  }
  if (call.request.method === 'DELETE') {
    call.authorise('DeleteBucketPolicy', bucket);
    delete bucket.policy;
    return emptyResponse(204);
  }
  call.authorise('GetBucketPolicy', bucket);
  if (!bucket.policy) {
    throw new AwsError(
      'NoSuchBucketPolicy',
      404,
      'The bucket policy does not exist',
    );
  }
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: bucket.policy.text,
  };
}
