var credentials = AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables();
var sqs = new AmazonSQSClient(credentials, RegionEndpoint.EUWest2);
