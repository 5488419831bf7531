package link

func link(ctx context.Context, c *s3.PresignClient, key string) (*v4.PresignedHTTPRequest, error) {
	return c.PresignPutObject(ctx, &s3.PutObjectInput{Key: &key}, s3.WithPresignExpires(10*time.Minute))
}
