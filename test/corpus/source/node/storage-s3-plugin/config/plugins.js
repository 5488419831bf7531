export default ({ env }) => ({
  upload: {
    config: {
      provider: 'aws-s3',
      providerOptions: {
        s3Options: {
          credentials: {
            accessKeyId: env('UPLOAD_KEY'),
            secretAccessKey: env('UPLOAD_SECRET'),
          },
          region: env('UPLOAD_REGION'),
        },
      },
    },
  },
});
