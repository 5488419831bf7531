const AWS = require('aws-sdk');

AWS.config.credentialProvider = new AWS.CredentialProviderChain([
  () => new AWS.TokenFileWebIdentityCredentials(),
  () => new AWS.EnvironmentCredentials('AWS'),
]);
