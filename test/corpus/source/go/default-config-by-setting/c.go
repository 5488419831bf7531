package c

func load(ctx context.Context, s Settings) (aws.Config, error) {
	if s.UseRole {
		return config.LoadDefaultConfig(ctx)
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(s.ID, s.Secret, "")))
}
