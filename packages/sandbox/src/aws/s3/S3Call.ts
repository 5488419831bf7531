import { ContextValues, Evaluation } from 'backstage-plugin-irsa-common';
import { authorise, decide } from '../access/authorise';
import { Caller } from '../access/Caller';
import { AwsError } from '../AwsError';
import { Bucket } from '../model/entities';
import { AwsRequest, AwsResponse } from '../protocol/AwsRequest';
import { renderContent, XmlValue } from '../protocol/xml';
import { World } from '../World';

/** One request to S3, parsed. */
export class S3Call {
  constructor(
    readonly world: World,
    readonly request: AwsRequest,
    readonly region: string,
    /** Absent for anonymous requests. */
    readonly caller: Caller | undefined,
    readonly body: Buffer,
    readonly bucketName: string,
    readonly key: string,
  ) {}

  get now(): number {
    return this.world.now();
  }

  /** @throws NoSuchBucket 404 */
  bucket(name = this.bucketName): Bucket {
    const bucket = this.world.bucket(name);
    if (!bucket) {
      throw new AwsError(
        'NoSuchBucket',
        404,
        'The specified bucket does not exist',
      );
    }
    return bucket;
  }

  /** @throws AccessDenied 403 */
  authorise(
    action: string,
    bucket: Bucket,
    key = '',
    context?: ContextValues,
  ): void {
    authorise(this.question(action, bucket, key, context));
  }

  decide(action: string, bucket: Bucket, key = ''): Evaluation {
    return decide(this.question(action, bucket, key));
  }

  private question(
    action: string,
    bucket: Bucket,
    key: string,
    context?: ContextValues,
  ) {
    return {
      caller: this.caller,
      request: this.request,
      region: this.region,
      now: this.now,
      action: `s3:${action}`,
      resource: `arn:aws:s3:::${bucket.name}${key === '' ? '' : `/${key}`}`,
      context,
      resourceAccount: bucket.accountId,
      resourcePolicies: bucket.policy
        ? [{ name: `bucket ${bucket.name}`, document: bucket.policy.document }]
        : [],
    };
  }
}

export function xmlResponse(name: string, value: XmlValue): AwsResponse {
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<${name} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${renderContent(
      value,
      true,
    )}</${name}>`,
  };
}

export function emptyResponse(
  status = 200,
  headers: Record<string, string> = {},
): AwsResponse {
  return { status, headers, body: '' };
}
