package a

func load(ctx context.Context, c Conf) (aws.Config, error) {
	if c.AccessKey == "" || c.SecretKey == "" {
		return config.LoadDefaultConfig(ctx)
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
		credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, "")))
}
