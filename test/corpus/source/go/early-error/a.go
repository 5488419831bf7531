package a

func load(ctx context.Context, c Conf) (aws.Config, error) {
	if c.AccessKey == "" || c.SecretKey == "" {
		return aws.Config{}, fmt.Errorf("keys are missing")
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
		credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, "")))
}
