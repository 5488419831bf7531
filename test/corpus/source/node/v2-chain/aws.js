const AWS = require('aws-sdk');

AWS.config.credentialProvider = new AWS.CredentialProviderChain([
  () => new AWS.EnvironmentCredentials('AWS'),
  () => new AWS.EC2MetadataCredentials(),
]);
