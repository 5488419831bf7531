import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';

export const credentials = fromTemporaryCredentials({
  masterCredentials: {
    accessKeyId: process.env.MASTER_ID,
    secretAccessKey: process.env.MASTER_SECRET,
  },
  params: { RoleArn: process.env.OTHER_ROLE },
});
