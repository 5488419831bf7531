package a

func load(ctx context.Context, c Conf) (aws.Config, error) {
	return config.LoadDefaultConfig(ctx)
}
