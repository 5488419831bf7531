const options = {
  s3: {
    getKey: ({ filename }) => filename,
    key: process.env.COMPANION_AWS_KEY,
    secret: process.env.COMPANION_AWS_SECRET,
    bucket: 'b',
    region: 'eu-west-1',
    expires: 800,
  },
};
companion.app(options);
