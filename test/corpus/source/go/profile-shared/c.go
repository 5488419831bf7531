package c

import "github.com/aws/aws-sdk-go-v2/config"

func load(ctx context.Context, conf Conf) (aws.Config, error) {
	return config.LoadDefaultConfig(ctx, config.WithSharedConfigProfile(conf.Profile))
}
