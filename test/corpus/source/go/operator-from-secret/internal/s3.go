package internal

func client(ctx context.Context, secret *corev1.Secret) (*s3.Client, error) {
	cfg, err := config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
		credentials.NewStaticCredentialsProvider(
			string(secret.Data["AWS_ACCESS_KEY_ID"]),
			string(secret.Data["AWS_SECRET_ACCESS_KEY"]),
			"",
		),
	))
	return s3.NewFromConfig(cfg), err
}
