package s3

func New(ctx context.Context, id, secret string) (*s3.Client, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	if id != "" && secret != "" {
		cfg.Credentials = credentials.NewStaticCredentialsProvider(id, secret, "")
	}
	return s3.NewFromConfig(cfg), nil
}
