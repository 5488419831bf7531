package main

const cacheLife = 24 * time.Hour

func link(ctx context.Context, p *s3.PresignClient, in *s3.GetObjectInput) (*v4.PresignedHTTPRequest, error) {
	cache.Set("k", in, cacheLife)
	return p.PresignGetObject(ctx, in, s3.WithPresignExpires(15*time.Minute))
}
