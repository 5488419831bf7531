package a

func open(ctx context.Context, c Conf) Store {
	if c.AccessKey != "" {
		cfg, _ := config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
			credentials.NewStaticCredentialsProvider(c.AccessKey, c.SecretKey, "")))
		return newS3(cfg)
	}
	return newDisk(c.Path)
}
