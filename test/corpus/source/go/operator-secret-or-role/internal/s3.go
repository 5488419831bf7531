package internal

func client(ctx context.Context, spec Spec, secret *corev1.Secret) (*s3.Client, error) {
	opts := []func(*config.LoadOptions) error{config.WithRegion(spec.Region)}
	if secret != nil {
		opts = append(opts, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(
			string(secret.Data["id"]), string(secret.Data["secret"]), "")))
	}
	cfg, err := config.LoadDefaultConfig(ctx, opts...)
	return s3.NewFromConfig(cfg), err
}
