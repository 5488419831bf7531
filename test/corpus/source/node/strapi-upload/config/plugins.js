module.exports = ({ env }) => ({
  upload: {
    config: {
      provider: 'aws-s3',
      providerOptions: {
        s3Options: {
          credentials: {
            accessKeyId: env('STORE_ID'),
            secretAccessKey: env('STORE_SECRET'),
          },
          region: env('AWS_REGION'),
        },
      },
    },
  },
});
