package a

func open(ctx context.Context) {
	cfg, _ := config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(
		credentials.NewStaticCredentialsProvider(id, secret, "")))
	s3c := s3.NewFromConfig(cfg)
	vault := newVault(VaultConfig{Endpoint: "https://vault.example.com"})
	use(s3c, vault)
}
