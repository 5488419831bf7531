package link

const week = 7 * 24 * time.Hour

func link(ctx context.Context, c *s3.PresignClient, key string) (*v4.PresignedHTTPRequest, error) {
	return c.PresignGetObject(ctx, &s3.GetObjectInput{Key: &key}, s3.WithPresignExpires(week))
}
