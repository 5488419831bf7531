package a

func load(ctx context.Context) (aws.Config, error) {
	id := os.Getenv("STORE_KEY")
	secret := os.Getenv("STORE_SECRET")
	if id == "" || secret == "" {
		log.Fatal("keys are missing")
	}
	return config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(id, secret, "")))
}
