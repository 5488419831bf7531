export const awsCredentials = {
  accessKeyId: process.env.STORE_ID!,
  secretAccessKey: process.env.STORE_SECRET!,
};
