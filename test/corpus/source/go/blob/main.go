package main

import _ "gocloud.dev/blob/s3blob"

func open(ctx context.Context) (*blob.Bucket, error) {
	return blob.OpenBucket(ctx, "s3://bucket?region=eu-west-1")
}
