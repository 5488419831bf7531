const required = ['CITIZEN_AWS_S3_BUCKET', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

for (const name of required) {
  if (!process.env[name]) {
    console.error(`${name} is missing`);
    process.exit(1);
  }
}
