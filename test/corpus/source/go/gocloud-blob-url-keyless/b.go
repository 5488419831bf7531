package b

func open(ctx context.Context) (*blob.Bucket, error) {
	return blob.OpenBucket(ctx, "s3://files?region=eu-west-1&awssdk=v2")
}
