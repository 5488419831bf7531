const config = convict({
  aws: {
    key: { format: String, default: null, env: 'AWS_ACCESS_KEY_ID' },
    secret: { format: String, default: null, env: 'AWS_SECRET_ACCESS_KEY' },
  },
});
