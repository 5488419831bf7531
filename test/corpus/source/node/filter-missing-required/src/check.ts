const missing = ['BUCKET', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].filter(name => !process.env[name]);
if (missing.length > 0) {
  throw new Error(`missing: ${missing.join(', ')}`);
}
