package r

import "github.com/distribution/distribution/v3/registry/storage/driver/factory"

func driver(ctx context.Context, key, secret string) (any, error) {
	return factory.Create(ctx, "s3", map[string]interface{}{
		"accesskey": key,
		"secretkey": secret,
		"region":    "eu-west-1",
		"bucket":    "images",
	})
}
