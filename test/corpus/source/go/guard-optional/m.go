package main

func load(ctx context.Context, c Conf) (aws.Config, error) {
	if c.AccessKey == "" || c.SecretKey == "" {
		return config.LoadDefaultConfig(ctx)
	}
	p := credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, "")
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(p))
}
