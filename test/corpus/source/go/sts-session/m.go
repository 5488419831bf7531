package main

func other(ctx context.Context, c *sts.Client, arn string) (aws.CredentialsProvider, error) {
	out, err := c.AssumeRole(ctx, &sts.AssumeRoleInput{RoleArn: &arn, RoleSessionName: aws.String("svc")})
	if err != nil {
		return nil, err
	}
	return credentials.NewStaticCredentialsProvider(
		*out.Credentials.AccessKeyId, *out.Credentials.SecretAccessKey, *out.Credentials.SessionToken), nil
}
