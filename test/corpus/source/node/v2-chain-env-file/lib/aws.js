const AWS = require('aws-sdk');

AWS.CredentialProviderChain.defaultProviders = [
  () => new AWS.EnvironmentCredentials('AWS'),
  () => new AWS.SharedIniFileCredentials({ profile: 'default' }),
  () => new AWS.EC2MetadataCredentials(),
];
