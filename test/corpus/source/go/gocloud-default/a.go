package a

func open(ctx context.Context) (*blob.Bucket, error) {
	return blob.OpenBucket(ctx, "s3://b?region=eu-west-1")
}
