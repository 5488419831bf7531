package main

func load(ctx context.Context, c Conf) (aws.Config, error) {
	if c.UseIRSA {
		return config.LoadDefaultConfig(ctx)
	} else {
		return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
			credentials.NewStaticCredentialsProvider(c.ID, c.Secret, ""),
		))
	}
}
