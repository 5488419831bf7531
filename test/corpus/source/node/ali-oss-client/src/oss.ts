import OSS from 'ali-oss';

export const store = new OSS({
  region: 'oss-cn-hangzhou',
  accessKeyId: conf.id,
  accessKeySecret: conf.secret,
  bucket: 'b',
});
