import { fromContainerMetadata } from '@aws-sdk/credential-providers';

export const s3 = new S3Client({ credentials: fromContainerMetadata() });
