AWS.config.getCredentials((error) => {
  if (error) throw error;
});
const s3 = new AWS.S3();
