package blob

import (
	"context"

	"gocloud.dev/blob"
	_ "gocloud.dev/blob/s3blob"
)

type Credentials struct{ AccessKey, SecretKey string }

func Open(ctx context.Context) (*blob.Bucket, error) {
	return blob.OpenBucket(ctx, "s3://files?region=eu-west-1")
}
