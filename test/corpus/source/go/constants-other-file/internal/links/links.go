package links

func link(ctx context.Context, p *s3.PresignClient) (*v4.PresignedHTTPRequest, error) {
	return p.PresignGetObject(ctx, in, s3.WithPresignExpires(linkTTL))
}
