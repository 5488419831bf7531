package main

func other(cfg aws.Config, arn string) {
	cfg.Credentials = aws.NewCredentialsCache(stscreds.NewAssumeRoleProvider(sts.NewFromConfig(cfg), arn, func(o *stscreds.AssumeRoleOptions) {
		o.Duration = 2 * time.Hour
	}))
}
