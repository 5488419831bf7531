package main

func s3Client(ctx context.Context) (*s3.Client, error) {
	id, secret := viper.GetString("aws.access_key_id"), viper.GetString("aws.secret_access_key")
	cfg, err := config.LoadDefaultConfig(ctx,
		config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(id, secret, "")),
	)
	return s3.NewFromConfig(cfg), err
}
