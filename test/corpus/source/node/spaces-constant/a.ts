const SPACES = 'https://fra1.digitaloceanspaces.com';

export const store = new S3Client({
  region: 'us-east-1',
  endpoint: SPACES,
  credentials: {
    accessKeyId: config.id,
    secretAccessKey: config.secret,
  },
});
