package main

func load(ctx context.Context) (aws.Config, error) {
	viper.AutomaticEnv()
	return config.LoadDefaultConfig(ctx)
}
