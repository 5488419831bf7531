var given = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = arn, RoleSessionName = "svc" });
var s3 = new AmazonS3Client(given.Credentials);
