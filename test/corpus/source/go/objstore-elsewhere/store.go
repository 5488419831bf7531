package store

import "github.com/thanos-io/objstore/providers/s3"

func config(key, secret string) s3.Config {
	return s3.Config{
		Bucket:    "blocks",
		Endpoint:  "minio:9000",
		AccessKey: key,
		SecretKey: secret,
	}
}
