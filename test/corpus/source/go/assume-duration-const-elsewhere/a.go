package a

func provider(c *sts.Client, arn string) aws.CredentialsProvider {
	return stscreds.NewAssumeRoleProvider(c, arn, func(o *stscreds.AssumeRoleOptions) {
		o.Duration = conf.RoleDuration
	})
}
