package a

func load(ctx context.Context, c Conf) (aws.Config, error) {
	var opts []func(*config.LoadOptions) error
	if c.AccessKey != "" {
		opts = append(opts, config.WithCredentialsProvider(
			credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, ""),
		))
	}
	return config.LoadDefaultConfig(ctx, opts...)
}
