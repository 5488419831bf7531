package a

func load(ctx context.Context, id, secret string) (aws.Config, error) {
	var opts []func(*config.LoadOptions) error
	switch {
	case id != "" && secret != "":
		opts = append(opts, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(id, secret, "")))
	}
	return config.LoadDefaultConfig(ctx, opts...)
}
