package main

func load(ctx context.Context) (aws.Config, error) {
	return config.LoadDefaultConfig(ctx)
}
