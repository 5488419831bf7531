package s3

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"
)

func load(ctx context.Context, c Conf) error {
	cfg, err := config.LoadDefaultConfig(ctx)
	use(cfg)
	return err
}
