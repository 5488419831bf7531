spawn('pg_dump', args, {
  env: {
    ...process.env,
    AWS_ACCESS_KEY_ID: config.keyId,
    AWS_SECRET_ACCESS_KEY: config.keySecret,
  },
});
