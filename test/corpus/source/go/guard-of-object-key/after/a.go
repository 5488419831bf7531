package a

func get(ctx context.Context, c Conf, key string) (*s3.GetObjectOutput, error) {
	if key == "" {
		return nil, nil
	}
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	return s3.NewFromConfig(cfg).GetObject(ctx, &s3.GetObjectInput{Key: &key})
}
