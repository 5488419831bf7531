['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].forEach(name => {
  if (!process.env[name]) throw new Error(`${name} is missing`);
});
