export const bedrock = createAmazonBedrock({
  region: 'us-east-1',
  accessKeyId: env.A,
  secretAccessKey: env.B,
});
