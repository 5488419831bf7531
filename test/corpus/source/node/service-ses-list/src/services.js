export const services = [
  { service: 'SES', icon: 'mail' },
  { service: 'S3', icon: 'bucket' },
];
export const requiredFields = ['accessKey', 'AWS_REGION'];
