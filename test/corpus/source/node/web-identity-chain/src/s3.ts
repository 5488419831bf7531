import { S3Client } from '@aws-sdk/client-s3';
import { chain } from '@smithy/property-provider';
import { fromEnv, fromTokenFile } from '@aws-sdk/credential-providers';

export const s3 = new S3Client({ credentials: chain(fromTokenFile(), fromEnv()) });
