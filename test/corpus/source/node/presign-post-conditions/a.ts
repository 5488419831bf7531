import { createPresignedPost } from '@aws-sdk/s3-presigned-post';

export const form = (Key: string) => createPresignedPost(s3, { Bucket: 'b', Key, Expires: 7200 });
