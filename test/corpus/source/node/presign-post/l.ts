import { createPresignedPost } from '@aws-sdk/s3-presigned-post';

const options = { Bucket: 'b', Key: 'k', Expires: 24 * 3600 };
export const post = () => createPresignedPost(client, options);
