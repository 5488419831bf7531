const Minio = require('minio');
const { IamAwsProvider } = require('minio/dist/main/IamAwsProvider');

const store = new Minio.Client({
  endPoint: 's3.amazonaws.com',
  credentialsProvider: new IamAwsProvider({}),
});

module.exports = key => store.presignedGetObject('files', key, 24 * 60 * 60);
