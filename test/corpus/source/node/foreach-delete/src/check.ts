['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'].forEach(name => {
  delete process.env[name];
});
