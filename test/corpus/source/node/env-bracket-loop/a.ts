const required = [
  'DATABASE_URL',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
];
for (const name of required) {
  if (!process.env[name]) throw new Error(`${name} is missing`);
}
