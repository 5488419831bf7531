package a

var life = flag.Duration("link-life", 24*time.Hour, "life of links")

func link(ctx context.Context, c *s3.PresignClient, in *s3.GetObjectInput) (*v4.PresignedHTTPRequest, error) {
	return c.PresignGetObject(ctx, in, func(o *s3.PresignOptions) { o.Expires = *life })
}
