const creds = await s3.config.credentials();
const scope = `${creds.accessKeyId}/${date}`;
