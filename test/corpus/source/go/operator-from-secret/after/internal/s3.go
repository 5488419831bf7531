package internal

func client(ctx context.Context, secret *corev1.Secret) (*s3.Client, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	return s3.NewFromConfig(cfg), err
}
