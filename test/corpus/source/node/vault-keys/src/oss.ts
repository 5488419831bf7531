import OSS from 'ali-oss';
import { S3Client } from '@aws-sdk/client-s3';
import { conf } from './conf';

export const oss = new OSS({ accessKeyId: conf.id, accessKeySecret: conf.secret, bucket: 'b' });
export const s3 = new S3Client({});
