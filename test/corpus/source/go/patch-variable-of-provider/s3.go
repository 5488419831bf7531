package s3

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
)

func load(ctx context.Context, c Conf) error {
	static := credentials.NewStaticCredentialsProvider(c.ID, c.Secret, "")
	cfg, err := config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(static))
	use(cfg)
	return err
}
